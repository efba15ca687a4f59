/** A line of a document; its id stays with it through edits and moves. */
export interface Line {
  id: string;
  text: string;
}

/** One thing a writer does to a document. */
export interface Edit {
  name: string;
  /** Number of the base line it is about. */
  at: number;
  /** What it changes: words (`3:word 2`), tick boxes (`3:box`), and the gaps that lines can be put into (`after 3`). */
  places: string[];
  /** Whether it replaces existing words by others, so that two of them at one place contradict each other. */
  rewrites: boolean;
  moves: boolean;
  /** Applies it to a document that may have been edited elsewhere; `by` makes the new words tell who wrote them. */
  apply: (lines: Line[], by: string) => Line[];
}

export function toDocument(text: string): Line[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line, at) => ({ id: String(at), text: line }));
}

export function toText(lines: Line[]): string {
  return lines.map((line) => `${line.text}\n`).join("");
}

/** Every edit that makes sense somewhere in the document. */
export function editsOf(lines: Line[]): Edit[] {
  const prose = proseLines(lines);
  return [
    ...prose.flatMap((at) => wordEdits(lines, at)),
    ...prose.flatMap((at) => itemEdits(lines, at)),
    ...paragraphEdits(lines, prose),
    ...sectionEdits(lines, prose),
  ];
}

/** Numbers of the lines outside front matter, fences and comments. */
function proseLines(lines: Line[]): number[] {
  let closer = lines[0]?.text === "---" ? "---" : "";
  return lines.flatMap(({ text }, at) => {
    const isOutside = closer === "";
    if (closer !== "" && at > 0 && text.includes(closer)) closer = "";
    else if (isOutside && text.startsWith("```")) closer = "```";
    else if (isOutside && text.startsWith("<!--")) closer = "-->";
    return isOutside && closer === "" ? [at] : [];
  });
}

function replaceLine(lines: Line[], at: number, change: (text: string) => string): Line[] {
  return lines.map((line) => (line.id === String(at) ? { ...line, text: change(line.text) } : line));
}

function insertAfter(lines: Line[], at: number, texts: string[], by: string): Line[] {
  const where = lines.findIndex((line) => line.id === String(at));
  if (where < 0) return lines;
  const added = texts.map((text, nth) => ({ id: `${by}-${at}-${nth}`, text }));
  return [...lines.slice(0, where + 1), ...added, ...lines.slice(where + 1)];
}

/** Ticking a box, and rewording one word of a line that has enough of them. */
function wordEdits(lines: Line[], at: number): Edit[] {
  const text = lines[at]?.text ?? "";
  const words = text.replace(leadPattern, "").split(" ");
  const name = text.startsWith("#") ? "reword heading" : "reword";
  const isWordy = words.length >= 5 && !text.startsWith("|");
  const rewords = words.flatMap((word, n): Edit[] => {
    if (!isWordy || !/^[a-z]{3,}$/.test(word)) return [];
    const apply: Edit["apply"] = (now, by) => replaceLine(now, at, (line) => replaceWord(line, n, `${by}${n}`));
    // Neighbouring words share a place: nobody can say whether an edit of one goes with an edit of the other.
    return [{ name, at, places: [`${at}:word ${n}`, `${at}:word ${n + 1}`], rewrites: true, moves: false, apply }];
  });
  if (!/^\s*- \[ \] /.test(text)) return rewords;
  const tick: Edit["apply"] = (now) => replaceLine(now, at, (line) => line.replace("[ ]", "[x]"));
  return [{ name: "tick", at, places: [`${at}:box`], rewrites: false, moves: false, apply: tick }, ...rewords];
}

const leadPattern = /^\s*(?:- (?:\[[ x]\] )?|\d+\. |#+ |> )?/;

function replaceWord(line: string, n: number, by: string): string {
  const lead = leadPattern.exec(line)?.[0] ?? "";
  const words = line.slice(lead.length).split(" ");
  return lead + words.with(n, by).join(" ");
}

/** Adding a list item or a table row behind another, and removing one. */
function itemEdits(lines: Line[], at: number): Edit[] {
  const text = lines[at]?.text ?? "";
  const isRule = (line: Line | undefined): boolean => line?.text.startsWith("| ---") === true;
  const isRow = text.startsWith("|") && !isRule(lines[at]) && !isRule(lines[at + 1]);
  const bullet = /^\s*(?:- (?:\[ \] )?|\d+\. )/.exec(text)?.[0];
  if (bullet === undefined && !isRow) return [];
  const noun = isRow ? "row" : "item";
  const cells = text.split("|").slice(1, -1);
  const newLine = (by: string): string =>
    isRow ? `|${cells.map((_, n) => ` ${by} cell ${n} |`).join("")}` : `${bullet}the ${by} adds this behind line ${at}`;
  const common = { at, rewrites: false, moves: false };
  const add: Edit["apply"] = (now, by) => insertAfter(now, at, [newLine(by)], by);
  const remove: Edit["apply"] = (now) => now.filter((line) => line.id !== String(at));
  return [
    { ...common, name: `add ${noun}`, places: [`after ${at}`], apply: add },
    { ...common, name: `remove ${noun}`, places: wholeLines(lines, at, at + 1), apply: remove },
  ];
}

/** Everything in the lines `start…end`, and every gap before, between and behind them. */
function wholeLines(lines: Line[], start: number, end: number): string[] {
  const inside = lines.slice(start, end).flatMap(({ text }, nth) => {
    const words = Array.from({ length: text.split(" ").length + 1 }, (_, n) => `${start + nth}:word ${n}`);
    return [`${start + nth}:box`, `after ${start + nth}`, ...words];
  });
  return [`after ${start - 1}`, ...inside];
}

/** Adding a paragraph behind one, and removing one together with its blank line. */
function paragraphEdits(lines: Line[], prose: number[]): Edit[] {
  const inProse = new Set(prose);
  return prose.flatMap((at): Edit[] => {
    const isLast = lines[at]?.text !== "" && (lines[at + 1]?.text ?? "") === "" && inProse.has(at);
    if (!isLast || lines[at]?.text.startsWith("#")) return [];
    const add: Edit = {
      name: "add paragraph",
      at,
      places: [`after ${at}`, `after ${at + 1}`],
      rewrites: false,
      moves: false,
      apply: (now, by) => insertAfter(now, at, ["", `A paragraph of the ${by}, behind line ${at}.`], by),
    };
    const isAlone = lines[at - 1]?.text === "" && at + 1 < lines.length;
    const remove: Edit = {
      name: "remove paragraph",
      at,
      places: wholeLines(lines, at, at + 2),
      rewrites: false,
      moves: false,
      apply: (now) => now.filter((line) => line.id !== String(at) && line.id !== String(at + 1)),
    };
    return isAlone ? [add, remove] : [add];
  });
}

/** Adding, removing and moving `##` sections. */
function sectionEdits(lines: Line[], prose: number[]): Edit[] {
  const starts = prose.filter((at) => lines[at]?.text.startsWith("## "));
  return starts.flatMap((start, nth): Edit[] => {
    const end = starts[nth + 1];
    if (end === undefined) return [];
    const ids = new Set(lines.slice(start, end).map((line) => line.id));
    const common = { at: start, rewrites: false };
    const add: Edit = {
      ...common,
      name: "add section",
      places: [`after ${end - 2}`, `after ${end - 1}`],
      moves: false,
      apply: (now, by) =>
        insertAfter(now, end - 1, [`## Section of the ${by} ${nth}`, "", `Its text by the ${by}.`, ""], by),
    };
    const remove: Edit = {
      ...common,
      name: "remove section",
      places: wholeLines(lines, start, end),
      moves: true,
      apply: (now) => now.filter((line) => !ids.has(line.id)),
    };
    const next = starts[nth + 1];
    const behind = starts[nth + 2];
    if (next === undefined || behind === undefined) return [add, remove];
    const move: Edit = {
      ...common,
      name: "move section",
      places: [start, next, behind].map((at) => `after ${at - 1}`),
      moves: true,
      apply: (now) => moveBehind(now, start, next, behind),
    };
    return [add, remove, move];
  });
}

/** Takes everything from line `start` up to line `next` and puts it in front of line `behind`. */
function moveBehind(lines: Line[], start: number, next: number, behind: number): Line[] {
  const where = (at: number): number => lines.findIndex((line) => line.id === String(at));
  const [from, to, target] = [where(start), where(next), where(behind)];
  if (from < 0 || to <= from || target <= to) return lines;
  return [...lines.slice(0, from), ...lines.slice(to, target), ...lines.slice(from, to), ...lines.slice(target)];
}
