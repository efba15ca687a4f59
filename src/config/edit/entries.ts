import type { Entry, Layout } from "./layout.ts";
import { indentOf, insertLines, lineStart, nextLine, type Splice } from "./splice.ts";

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
  if (after === undefined) {
    const from = start - (/[ \t]*$/.exec(text.slice(0, start))?.[0].length ?? 0);
    const comma = before === undefined ? [] : [{ start: before, end: before + 1, text: "" }];
    return [...comma, { start: Math.max(from, (before ?? -1) + 1), end, text: "" }];
  }
  // A comment needs the space in front of it.
  const space = /^,([ \t]*)(?!#)/.exec(text.slice(after))?.[1] ?? "";
  const rest = { start: after, end: after + 1 + (text[after + 1 + space.length] === "#" ? 0 : space.length), text: "" };
  return [{ start, end, text: "" }, rest];
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
  return [
    insertLines(
      text,
      after === undefined ? lineStart(text, first.start) : nextBehind(text, after),
      entry.lines(indent),
    ),
  ];
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
