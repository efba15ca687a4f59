import type { MergeMethod } from "./types.ts";

/**
 * A piece of the result, before it is decided how conflicts are written.
 *
 * `kept`: the user's lines, where the incoming side changed nothing. `merged`: a place the incoming side changed,
 * with the lines that stand there now. `conflict`: what each of the three texts has there.
 */
export type Chunk =
  | { kind: "kept"; lines: readonly string[] }
  | { kind: "merged"; how: MergeMethod; lines: readonly string[] }
  | Conflict;

export interface Conflict {
  kind: "conflict";
  user: readonly string[];
  base: readonly string[];
  incoming: readonly string[];
}

/** How many of the chunks are conflicts. */
export function conflictsIn(chunks: readonly Chunk[]): number {
  return chunks.filter((chunk) => chunk.kind === "conflict").length;
}

/** The lines that stand in the result for certain, outside any conflict. */
export function linesOf(chunks: readonly Chunk[]): string[] {
  return chunks.flatMap((chunk) => (chunk.kind === "conflict" ? [] : chunk.lines));
}

export function sameLines(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, at) => line === b[at]);
}
