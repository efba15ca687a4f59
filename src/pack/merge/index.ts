import { fromLines, normalise, restyle, toLines } from "../text.ts";
import { type Chunk, conflictsIn } from "./chunks.ts";
import { mergeLines } from "./lines.ts";
import { markConflict, markerWidth } from "./markers.ts";
import type { Triple } from "./regions.ts";
import { mergeSections } from "./sections.ts";
import type { MergeHunk, MergeInput, MergeResult } from "./types.ts";

export { findConflictMarkers } from "./markers.ts";
export type { Favour, MergeHunk, MergeInput, MergeMethod, MergeResult } from "./types.ts";

/**
 * Merges the user's text with a new template, both grown from `base`.
 *
 * Compared are lines, without line endings, byte order marks and the final newline; the result has the user's (see
 * `restyle`). Whatever one side alone changed is in the result; where both changed the same place differently there is
 * a conflict, and it holds all three texts.
 */
export function merge(input: MergeInput): MergeResult {
  const texts: Triple = {
    user: toLines(normalise(input.user)),
    base: toLines(normalise(input.base)),
    incoming: toLines(normalise(input.incoming)),
  };
  const chunks = bestChunks(texts, input.strict ?? false);
  const { lines, hunks } = write(chunks, input, markerWidth(Object.values(texts)));
  const conflicts = hunks.filter((hunk) => hunk.how === "conflict").length;
  return { text: restyle(fromLines(lines), input.user), conflicts, hunks };
}

/** Line by line; section by section where that leaves fewer conflicts. */
function bestChunks(texts: Triple, strict: boolean): Chunk[] {
  const byLine = mergeLines(texts, strict);
  if (strict || conflictsIn(byLine) === 0) return byLine;
  const bySection = mergeSections(texts);
  return bySection !== undefined && conflictsIn(bySection) < conflictsIn(byLine) ? bySection : byLine;
}

function write(chunks: Chunk[], input: MergeInput, width: number): { lines: string[]; hunks: MergeHunk[] } {
  const lines: string[] = [];
  const hunks: MergeHunk[] = [];
  for (const chunk of chunks) {
    const { how, written } = writeChunk(chunk, input, width);
    if (how !== "kept") hunks.push({ how, line: lines.length + 1, lines: written.length });
    for (const line of written) lines.push(line);
  }
  return { lines, hunks };
}

function writeChunk(
  chunk: Chunk,
  { labels, favour }: MergeInput,
  width: number,
): { how: MergeHunk["how"] | "kept"; written: readonly string[] } {
  if (chunk.kind === "kept") return { how: "kept", written: chunk.lines };
  if (chunk.kind === "merged") return { how: chunk.how, written: chunk.lines };
  if (favour === undefined) return { how: "conflict", written: markConflict(chunk, labels, width) };
  return { how: favour, written: favour === "ours" ? chunk.user : chunk.incoming };
}
