import { entryLines, flowEntry, type Tree } from "../scalar.ts";
import { dropEntry } from "./entries.ts";
import type { Entry, Layout } from "./layout.ts";
import { indentOf, insertLines, nextLine, type Splice } from "./splice.ts";

/**
 * Puts another value behind a key.
 *
 * @param holder the map that the entry is in
 * @returns nothing for a layout that this does not know
 */
export function replaceValue(text: string, holder: Layout, entry: Entry, value: Tree): Splice[] {
  const indent = indentOf(text, entry.start);
  const lines = indent === undefined ? [] : entryLines(entry.key ?? "", value, indent).slice(1);
  if (holder.style === "lines" && lines.length > 0) return replaceByLines(text, entry, lines);
  return replaceInline(text, entry, flowEntry(value, entry.value?.quote));
}

function replaceByLines(text: string, { colon, value }: Entry, lines: readonly string[]): Splice[] {
  if (colon === undefined) return [];
  if (value === undefined) return [insertLines(text, nextLine(text, colon), lines)];
  if (value.style === "lines") return [insertLines(text, nextLine(text, colon), lines), ...dropAll(text, value)];
  return [
    { start: colon, end: value.end, text: commentOf(value) },
    insertLines(text, nextLine(text, value.end), lines),
  ];
}

function replaceInline(text: string, { colon, end, value }: Entry, piece: string): Splice[] {
  if (colon === undefined) return [{ start: end, end, text: `: ${piece}` }];
  const behindColon = { start: colon, end: colon, text: ` ${piece}` };
  if (value === undefined) return [behindColon];
  if (value.style === "lines") return [behindColon, ...dropAll(text, value)];
  return [{ start: value.start, end: value.end, text: piece + commentOf(value) }];
}

const commentOf = ({ comment }: Layout): string => (comment === undefined ? "" : ` ${comment}`);

/** The entries go, comments between them stay. */
const dropAll = (text: string, value: Layout): Splice[] =>
  value.entries.flatMap((entry) => dropEntry(text, value, entry));
