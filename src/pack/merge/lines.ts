import { type Chunk, sameLines } from "./chunks.ts";
import { changes } from "./diff.ts";
import { resettled } from "./moves.ts";
import { type Region, regions } from "./regions.ts";
import type { MergeMethod } from "./types.ts";
import { mergeWords } from "./words.ts";

/** The lines of the three texts that a merge is about. */
export interface Triple {
  user: readonly string[];
  base: readonly string[];
  incoming: readonly string[];
}

/**
 * Merges line by line.
 *
 * With `strict`, changes that overlap or touch conflict unless both sides end up with the same lines, as in
 * `git merge-file`. Otherwise touching replacements both apply, and what still overlaps is tried word by word.
 */
export function mergeLines(texts: Triple, strict: boolean): Chunk[] {
  const found = regions(
    changes(texts.base, texts.user),
    changes(texts.base, texts.incoming),
    strict ? "join" : "split",
  );
  const contested = strict ? new Set<Region>() : resettled(texts, found);
  const chunks: Chunk[] = [];
  let userAt = 0;
  for (const region of found) {
    if (region.user.start > userAt) chunks.push({ kind: "kept", lines: texts.user.slice(userAt, region.user.start) });
    chunks.push(decide(region, cut(texts, region), strict, contested.has(region)));
    userAt = region.user.end;
  }
  if (userAt < texts.user.length) chunks.push({ kind: "kept", lines: texts.user.slice(userAt) });
  return chunks;
}

function cut(texts: Triple, region: Region): Triple {
  return {
    user: texts.user.slice(region.user.start, region.user.end),
    base: texts.base.slice(region.base.start, region.base.end),
    incoming: texts.incoming.slice(region.incoming.start, region.incoming.end),
  };
}

function decide(region: Region, here: Triple, strict: boolean, contested: boolean): Chunk {
  const conflict: Chunk = { kind: "conflict", ...here };
  if (contested) return conflict;
  if (region.incomingChanges.length === 0) return { kind: "kept", lines: here.user };
  const how: MergeMethod = region.adjacent ? "adjacent" : "line";
  if (region.userChanges.length === 0) return { kind: "merged", how, lines: here.incoming };
  if (sameLines(here.user, here.incoming)) return { kind: "merged", how, lines: here.user };
  const lines = strict || !isPaired(region) ? undefined : mergeWords(here);
  return lines === undefined ? conflict : { kind: "merged", how: "word", lines };
}

/** Whether each change put as many lines as it took, so that the n-th line of the region is the same line on all sides. */
function isPaired(region: Region): boolean {
  return [...region.userChanges, ...region.incomingChanges].every(
    (change) => change.end - change.start === change.sideEnd - change.sideStart,
  );
}
