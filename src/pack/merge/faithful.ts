import { type Chunk, linesOf } from "./chunks.ts";
import type { Triple } from "./regions.ts";

/**
 * Whether a merge that does not go through the texts from top to bottom kept faith with them: a line that neither side
 * touched is still there, one that either side removed is not, and none stands there twice.
 *
 * Asked of lines that stand at most once in each text; it fails, for example, where both sides put a
 * new heading above the same old paragraph, so that each brings it along in a section of its own.
 */
export function isFaithful({ user, base, incoming }: Triple, chunks: readonly Chunk[]): boolean {
  const settled = timesOf(linesOf(chunks));
  const open = timesOf(chunks.flatMap((chunk) => (chunk.kind === "conflict" ? chunk.base : [])));
  const [ours, from, theirs] = [timesOf(user), timesOf(base), timesOf(incoming)];
  return [...new Set([...user, ...base, ...incoming])].filter(isTelling).every((line) => {
    const [u, b, i] = [ours.get(line) ?? 0, from.get(line) ?? 0, theirs.get(line) ?? 0];
    if (Math.max(u, b, i) > 1) return true;
    const times = settled.get(line) ?? 0;
    const [least, most] = b === 0 ? [0, Math.max(u, i)] : [Math.min(u, i), Math.min(u, i)];
    return times <= most && (times >= least || open.has(line));
  });
}

/** Whether a line says anything, so that it can be known again elsewhere; what opens a fence or rules a table does not. */
export function isTelling(line: string): boolean {
  return /[\p{L}\p{N}]/u.test(line) && !/^\s*(?:`{3}|~{3})/.test(line);
}

/** How often each line occurs. */
export function timesOf(lines: readonly string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const line of lines) times.set(line, (times.get(line) ?? 0) + 1);
  return times;
}
