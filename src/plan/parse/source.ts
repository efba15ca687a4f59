import type { Place } from "../types.ts";

/** A text with its places: what an offset into it is as line and column. */
export interface Source {
  /** With LF between lines. */
  text: string;
  lines: readonly string[];
  placeAt: (offset: number) => Place;
}

/** @param text with LF between lines */
export function sourceOf(text: string): Source {
  const lines = text.split("\n");
  const starts: number[] = [];
  let next = 0;
  for (const { length } of lines) {
    starts.push(next);
    next += length + 1;
  }
  let last = 0;
  const begins = (line: number) => starts[line] ?? Number.POSITIVE_INFINITY;
  const placeAt = (offset: number): Place => {
    // Most questions are about the line of the last one, or the next.
    if (offset < begins(last)) last = lineOf(starts, offset);
    else if (offset >= begins(last + 1)) last = offset < begins(last + 2) ? last + 1 : lineOf(starts, offset);
    return { line: last + 1, column: offset - begins(last) + 1 };
  };
  return { text, lines, placeAt };
}

/** Index of the line that an offset lies in. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
