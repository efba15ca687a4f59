/** A line of the text that is neither code nor a comment. */
export interface Line {
  /** From 1. */
  number: number;
  /** Offset of its first character. */
  start: number;
  /** As it stands there, without its ending. */
  text: string;
  /** The same with comments blanked out and code spans made unreadable: as long, so that columns hold. */
  plain: string;
}

const fence = /^[ \t]*(`{3,}|~{3,})(.*)$/;

/** What a line begins in. */
interface State {
  /** The fence that has to be closed; empty outside. */
  fence: string;
  inComment: boolean;
}

/**
 * The lines of a markdown text, one after the other; those in fences and comments are left out. Takes time in proportion to the text.
 *
 * @returns how many lines there are
 */
export function eachLine(text: string, take: (line: Line) => void): number {
  const state: State = { fence: "", inComment: false };
  const lastClose = text.lastIndexOf("-->");
  let [number, start] = [0, text.startsWith("\uFEFF") ? 1 : 0];
  let [feed, back] = [-1, -1];
  while (start <= text.length) {
    // Each is looked for again only when it was passed, so that a file of one kind is not searched for the other at every line.
    if (feed < start) feed = indexOrEnd(text, "\n", start);
    if (back < start) back = indexOrEnd(text, "\r", start);
    const end = Math.min(feed, back);
    number += 1;
    const line = text.slice(start, end);
    const plain = visiblePart(line, state, end <= lastClose);
    if (plain !== undefined) take({ number, start, text: line, plain });
    start = end + (back + 1 === feed && end === back ? 2 : 1);
  }
  return number;
}

function indexOrEnd(text: string, character: string, from: number): number {
  const index = text.indexOf(character, from);
  return index < 0 ? text.length : index;
}

/**
 * @param closesLater whether a comment that is open at the line's end is closed somewhere
 * @returns the line with what is not to be read blanked out, `undefined` where all of it is code or comment
 */
function visiblePart(line: string, state: State, closesLater: boolean): string | undefined {
  if (state.fence !== "") {
    const bare = line.trim();
    if (bare.startsWith(state.fence) && bare === state.fence[0]?.repeat(bare.length)) state.fence = "";
    return undefined;
  }
  if (!state.inComment) {
    state.fence = openedBy(line);
    if (state.fence !== "") return undefined;
    if (!line.includes("`") && !line.includes("<!--")) return line;
  }
  const wasInComment = state.inComment;
  const plain = withoutComments(line.replace(/`[^`]*`/g, hidden), state, closesLater);
  return plain.trim() === "" && (wasInComment || line.trim() !== "") ? undefined : plain;
}

/** The fence that a line opens, or nothing; a fence of backticks with one more behind it is a code span. */
function openedBy(line: string): string {
  const [, marks = "", info = ""] = fence.exec(line) ?? [];
  return marks.startsWith("`") && info.includes("`") ? "" : marks;
}

function withoutComments(line: string, state: State, closesLater: boolean): string {
  let plain = "";
  for (let at = 0; at < line.length; ) {
    const mark = state.inComment ? "-->" : "<!--";
    const found = line.indexOf(mark, at);
    const end = found < 0 ? line.length : found;
    plain += state.inComment ? " ".repeat(end - at) : line.slice(at, end);
    if (found < 0) return plain;
    // In the middle of a line and never closed, it is no comment; at its beginning it takes all the rest, as in CommonMark.
    if (!state.inComment && !closesLater && line.indexOf("-->", found) < 0 && plain.trim() !== "") {
      return plain + line.slice(found);
    }
    state.inComment = !state.inComment;
    plain += " ".repeat(mark.length);
    at = found + mark.length;
  }
  return plain;
}

/** What stands for a character of code: neither a blank nor anything that is read. */
const hidden = (code: string): string => "\uE000".repeat(code.length);
