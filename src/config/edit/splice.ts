/** Replaces what stands from `start` up to `end`; offsets are in UTF-16 units. */
export interface Splice {
  start: number;
  end: number;
  text: string;
}

/** Applies splices that do not overlap, in whatever order they come. */
export function splice(text: string, ...splices: readonly Splice[]): string {
  return splices
    .toSorted((a, b) => b.start - a.start || b.end - a.end)
    .reduce((result, { start, end, text: piece }) => result.slice(0, start) + piece + result.slice(end), text);
}

/** Where a run of these characters that ends at `offset` starts. */
export function runBefore(text: string, offset: number, characters: string): number {
  let start = offset;
  while (start > 0 && characters.includes(text.charAt(start - 1))) start -= 1;
  return start;
}

/** Where the line with this offset starts. */
export const lineStart = (text: string, offset: number): number => text.lastIndexOf("\n", offset - 1) + 1;

/** Where the line after the one with this offset starts, or the end of the text. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end + 1;
}

/** What stands before this offset on its line, if that is only an indent. */
export function indentOf(text: string, offset: number): string | undefined {
  const before = text.slice(lineStart(text, offset), offset);
  return /^ *$/.test(before) ? before : undefined;
}

/** Puts whole lines in front of the line that starts at `offset`, in the text's own line endings. */
export function insertLines(text: string, offset: number, lines: readonly string[]): Splice {
  const ending = /\r?\n/.exec(text)?.[0] ?? "\n";
  const piece = lines.join(ending);
  const unfinished = offset > 0 && text[offset - 1] !== "\n";
  return { start: offset, end: offset, text: unfinished ? ending + piece : piece + ending };
}
