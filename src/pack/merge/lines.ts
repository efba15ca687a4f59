import { type Chunk, type Conflict, sameLines } from "./chunks.ts";
import { changes } from "./diff.ts";
import { contestedByMoves } from "./moves.ts";
import { cut, type Region, regions, type Triple } from "./regions.ts";
import type { MergeMethod } from "./types.ts";
import { mergeWords } from "./words.ts";

/**
 * Merges line by line.
 *
 * With `strict`, changes that overlap or touch conflict unless both sides end up with the same lines, as in
 * `git merge-file`. Otherwise touching replacements both apply, and what still overlaps is tried word by word.
 */
export function mergeLines(texts: Triple, strict: boolean): Chunk[] {
  const { user, base, incoming } = texts;
  const found = regions(changes(base, user), changes(base, incoming), strict ? "join" : "split");
  const contested = strict ? new Set<Region>() : contestedByMoves(texts, found);
  const decided = found.map((region): [Region, Chunk] => {
    const here = cut(texts, region);
    return [region, contested.has(region) ? { kind: "conflict", ...here } : decide(region, here, strict)];
  });
  return withKept(user, decided);
}

/** Puts what the user has between the regions around what was decided for them; conflicts in a row become one. */
function withKept(user: readonly string[], decided: readonly [Region, Chunk][]): Chunk[] {
  const chunks: Chunk[] = [];
  let at = 0;
  for (const [region, chunk] of decided) {
    if (region.user.start > at) chunks.push({ kind: "kept", lines: user.slice(at, region.user.start) });
    const last = chunks.at(-1);
    if (chunk.kind === "conflict" && last?.kind === "conflict") chunks.splice(-1, 1, joined(last, chunk));
    else chunks.push(chunk);
    at = region.user.end;
  }
  if (at < user.length) chunks.push({ kind: "kept", lines: user.slice(at) });
  return chunks;
}

function joined(first: Conflict, second: Conflict): Conflict {
  return {
    kind: "conflict",
    user: [...first.user, ...second.user],
    base: [...first.base, ...second.base],
    incoming: [...first.incoming, ...second.incoming],
  };
}

function decide(region: Region, here: Triple, strict: boolean): Chunk {
  if (region.incomingChanges.length === 0) return { kind: "kept", lines: here.user };
  const how: MergeMethod = region.adjacent ? "adjacent" : "line";
  if (region.userChanges.length === 0) return { kind: "merged", how, lines: here.incoming };
  if (sameLines(here.user, here.incoming)) return { kind: "merged", how, lines: here.user };
  const lines = strict || !isPaired(region) ? undefined : mergeWords(here);
  return lines === undefined ? { kind: "conflict", ...here } : { kind: "merged", how: "word", lines };
}

/** Whether each change put as many lines as it took, so that the n-th line of the region is the same line on all sides. */
function isPaired(region: Region): boolean {
  return [...region.userChanges, ...region.incomingChanges].every(
    (change) => change.end - change.start === change.sideEnd - change.sideStart,
  );
}
