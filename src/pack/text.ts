import { changes } from "./merge/diff.ts";

const BOM = "\uFEFF";

/**
 * The text as the pack compares, merges and hashes it: line feeds only, no byte order mark, and a final newline
 * unless it is empty. A carriage return in the middle of a line is content and stays.
 */
export function normalise(text: string): string {
  const body = withoutBom(text);
  const lines = body.includes("\r") ? body.split("\n").map(withoutEnding).join("\n") : body;
  return lines === "" || lines.endsWith("\n") ? lines : `${lines}\n`;
}

/** The lines of a normalised text, without their endings; an empty text has none. */
export function toLines(text: string): string[] {
  return text === "" ? [] : text.slice(0, -1).split("\n");
}

/** The opposite of `toLines`. */
export function fromLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

/**
 * The text written the way `like` is: its byte order mark, its line endings, and a final newline only if it has one.
 *
 * With mixed endings, lines that stand in both keep the ending they have there and all others get the most frequent one.
 * The final newline is left out only where that would not swallow a blank last line. An empty `like` has no
 * style, so the text comes back with line feeds.
 *
 * `normalise(restyle(text, like)) === normalise(text)`, and a text that differs in style alone comes back as `like`.
 */
export function restyle(text: string, like: string): string {
  const plain = normalise(text);
  const plainLike = normalise(like);
  if (plain === plainLike) return like;
  const lines = toLines(plain);
  const { bom, endings, unterminated } = styleOf(like);
  const usual = mostFrequent(endings) ?? "\n";
  const own = new Set(endings).size > 1 ? ownEndings(lines, toLines(plainLike), endings) : new Map<number, string>();
  const written = lines.map((line, at) => line + (own.get(at) ?? usual)).join("");
  return bom + (unterminated && lines.at(-1) !== "" ? withoutEnding(written) : written);
}

interface Style {
  bom: string;
  /** Endings of the lines that have one. */
  endings: string[];
  /** The last line lacks its newline. */
  unterminated: boolean;
}

function styleOf(text: string): Style {
  const body = withoutBom(text);
  const pieces = body.split("\n");
  const last = pieces.pop() ?? "";
  return {
    bom: text.slice(0, text.length - body.length),
    endings: pieces.map((piece) => `${piece.slice(withoutEnding(piece).length)}\n`),
    unterminated: last !== "",
  };
}

/** For each line of `lines` that a diff finds in `likeLines`, the ending it has there. */
function ownEndings(lines: string[], likeLines: string[], endings: string[]): Map<number, string> {
  const own = new Map<number, string>();
  let [at, likeAt] = [0, 0];
  for (const change of [...changes(likeLines, lines), { start: likeLines.length, end: 0, sideStart: 0, sideEnd: 0 }]) {
    for (; likeAt < change.start; at++, likeAt++) {
      const ending = endings[likeAt];
      if (ending !== undefined) own.set(at, ending);
    }
    [at, likeAt] = [change.sideEnd, change.end];
  }
  return own;
}

function mostFrequent(endings: string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const ending of endings) counts.set(ending, (counts.get(ending) ?? 0) + 1);
  return [...counts].reduce<[string | undefined, number]>(
    (best, each) => (each[1] > best[1] ? each : best),
    [undefined, 0],
  )[0];
}

function withoutBom(text: string): string {
  let start = 0;
  while (text[start] === BOM) start++;
  return text.slice(start);
}

/** Line feeds and the carriage returns before them; a loop, because a regular expression is quadratic on long runs of `\r`. */
function withoutEnding(line: string): string {
  let end = line.length;
  if (line[end - 1] === "\n") end--;
  while (line[end - 1] === "\r") end--;
  return line.slice(0, end);
}
