import type { Entry, Layout } from "./layout.ts";
import { indentOf, insertLines, lineStart, nextLine, runBefore, type Splice } from "./splice.ts";

/** What a new entry reads as: whole lines where entries are lines, else a piece of one. */
export interface NewEntry {
  lines: (indent: string) => string[];
  piece: string;
}

/**
 * Takes one of several entries out of a map or list. Comments on lines of their own stay.
 *
 * @returns nothing for a layout that this does not know
 */
export function dropEntry(text: string, holder: Layout, entry: Entry): Splice[] {
  return holder.style === "lines" ? dropLines(text, entry) : dropPiece(text, entry);
}

function dropLines(text: string, entry: Entry): Splice[] {
  if (indentOf(text, entry.start) === undefined) return [];
  return [{ start: lineStart(text, entry.start), end: nextLine(text, entry.end), text: "" }];
}

function dropPiece(text: string, { start, end, commas: { before, after } }: Entry): Splice[] {
  if (after !== undefined) {
    const space = /^[ \t]*/.exec(text.slice(after + 1))?.[0].length ?? 0;
    // A comment needs the space in front of it.
    const gone = text[after + 1 + space] === "#" ? 1 : 1 + space;
    return [
      { start, end, text: "" },
      { start: after, end: after + gone, text: "" },
    ];
  }
  const entry = { start: runBefore(text, start, " \t"), end, text: "" };
  return before === undefined ? [entry] : [{ start: before, end: before + 1, text: "" }, entry];
}

/**
 * Adds an entry to a map or list.
 *
 * @param after the entry it comes behind; `undefined` puts it first
 */
export function addEntry(text: string, holder: Layout, after: Entry | undefined, entry: NewEntry): Splice[] {
  if (holder.style !== "lines") return [addPiece(holder, after, entry.piece)];
  const [first] = holder.entries;
  const indent = holder.entries.map(({ start }) => indentOf(text, start)).find((each) => each !== undefined);
  if (first === undefined || indent === undefined) return [];
  const offset = after === undefined ? lineStart(text, first.start) : nextBehind(text, after);
  return [insertLines(text, offset, entry.lines(indent))];
}

function addPiece({ start, entries: [first] }: Layout, after: Entry | undefined, piece: string): Splice {
  if (after !== undefined) return { start: after.end, end: after.end, text: `, ${piece}` };
  if (first !== undefined) return { start: first.start, end: first.start, text: `${piece}, ` };
  return { start: start + 1, end: start + 1, text: ` ${piece} ` };
}

/** The line behind an entry; a `|+` text ends where a line does. */
function nextBehind(text: string, { end, behind }: Entry): number {
  return behind > end ? behind : nextLine(text, end);
}
