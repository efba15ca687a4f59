/** A managed block inside a file that is otherwise the user's. */
export type BlockSearch = { kind: "none" } | { kind: "found"; inside: string; start: number; end: number } | Damage;

/** Why a part cannot be told from the rest of its file. */
export interface Damage {
  kind: "damaged";
  /** Counted from 1. */
  line: number;
  why: string;
  /** What a person has to do about it. */
  mend: string;
}

interface Markers {
  begin: string;
  end: string;
}

const htmlLike = /\.(md|mdc|markdown|mdx|html?|xml)$/i;

/** The marker lines for a file: HTML comments where those are comments, `#` elsewhere. */
export function markersFor(path: string): Markers {
  const [open, close] = htmlLike.test(path) ? ["<!-- ", " -->"] : ["# ", ""];
  return { begin: `${open}plan-init:begin${close}`, end: `${open}plan-init:end${close}` };
}

/**
 * Finds the block in a file's text.
 *
 * @returns `found` with the text between the markers and the offsets of the whole block (markers and their line ends
 *   included); `damaged` where the markers are half, doubled or reversed
 */
export function findBlock(text: string, path: string): BlockSearch {
  const markers = markersFor(path);
  const [begin, end] = [`\`${markers.begin}\``, `\`${markers.end}\``];
  const found = markerLines(text, markers);
  const [first, second, third] = found;
  if (first === undefined) return { kind: "none" };
  const onePair = `leave one line ${begin} above our text and one line ${end} below it`;
  if (first.what === "end") {
    const mend = second === undefined ? `put the line ${begin} back above our text` : onePair;
    return damaged(first.line, `${end} without a ${begin} before it`, mend);
  }
  if (second === undefined) {
    return damaged(first.line, `${begin} is never closed`, `put the line ${end} back below our text`);
  }
  if (second.what === "begin") return damaged(second.line, `${begin} stands twice`, onePair);
  if (third !== undefined) return damaged(third.line, "a second block begins or ends here", onePair);
  return { kind: "found", inside: text.slice(first.end, second.start), start: first.start, end: second.end };
}

const damaged = (line: number, why: string, mend: string): Damage => ({ kind: "damaged", line, why, mend });

interface MarkerLine {
  what: "begin" | "end";
  /** Counted from 1. */
  line: number;
  start: number;
  /** Offset behind the line's own line end. */
  end: number;
}

function markerLines(text: string, markers: Markers): MarkerLine[] {
  const found: MarkerLine[] = [];
  let line = 0;
  for (const match of text.matchAll(/[^\r\n]*(?:\r\n|\r|\n|$)/g)) {
    line++;
    const bom = match[0].startsWith("\uFEFF") ? 1 : 0;
    const content = match[0].slice(bom).trim();
    const what = content === markers.begin ? "begin" : content === markers.end ? "end" : undefined;
    if (what) found.push({ what, line, start: match.index + bom, end: match.index + match[0].length });
    if (match[0] === "") break;
  }
  return found;
}

/** The text with the block's inside replaced (or the block appended, one blank line apart). `inside` is LF and ends in a newline. */
export function putBlock(text: string, path: string, inside: string): string {
  const markers = markersFor(path);
  const eol = /\r\n/.test(text) ? "\r\n" : "\n";
  const block = `${markers.begin}\n${inside}${markers.end}\n`.replaceAll("\n", eol);
  const at = findBlock(text, path);
  if (at.kind !== "found") return text + eol.repeat(gapBefore(text)) + block;
  const closedWithoutNewline = at.end === text.length && !/[\r\n]$/.test(text);
  return text.slice(0, at.start) + (closedWithoutNewline ? block.slice(0, -eol.length) : block) + text.slice(at.end);
}

/** How many line ends set a block apart that is appended to this text: they leave one blank line before it. */
export function gapBefore(text: string): number {
  const body = unified(text);
  if (body === "") return 0;
  if (!body.endsWith("\n")) return 2;
  return /(?:^|\n)[^\S\n]*\n$/.test(body) ? 0 : 1;
}

/** What was written around a block when it came into its file. */
export interface Setting {
  /** Text above it, in a file that was created for it, perhaps none; `undefined` where a file of the user's was there. */
  preamble?: string | undefined;
  /** Line ends before it. */
  gap?: number | undefined;
}

/**
 * The text without the block and without what was written around it; `null` when the file was created for the block and holds
 * nothing else. Taking out right after putting in gives the same bytes.
 */
export function dropBlock(text: string, path: string, { preamble, gap = 0 }: Setting = {}): string | null {
  const at = findBlock(text, path);
  if (at.kind !== "found") return text;
  const before = text.slice(0, at.start);
  const after = text.slice(at.end);
  if (preamble !== undefined && wordsOf(before + after) === wordsOf(preamble)) return null;
  if (after === "") return withoutGap(before, gap) + after;
  // The user has written on below the block: the lines stay apart, by one blank line where there were two.
  return withoutGap(before, /^[\r\n]/.test(after) ? 1 : Math.min(gap, 1)) + after;
}

const wordsOf = (text: string): string => unified(text).trim();

/** The text with line feeds only and without byte order marks. */
const unified = (text: string): string => text.replace(/\uFEFF/g, "").replace(/\r\n?/g, "\n");

/** Takes up to `gap` line ends off the end, as long as a blank line is what they make. */
function withoutGap(before: string, gap: number): string {
  const ends = /(?:\r\n|\n|\r)*$/.exec(before)?.[0].match(/\r\n|\n|\r/g) ?? [];
  if (gap === 0 || ends.length < 2) return before;
  return before.slice(0, before.length - ends.slice(-gap).join("").length);
}
