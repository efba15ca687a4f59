import { isTelling, timesOf } from "./faithful.ts";
import type { Triple } from "./lines.ts";
import type { Region } from "./regions.ts";

/**
 * The regions where one side puts back, elsewhere, a line that the other side removed or moved as well.
 *
 * To a line-based merge a move is a removal and an unrelated insertion. When both sides removed the line, the removal
 * merges cleanly and the insertion too, so a line that the user deleted comes back, or one that both sides moved
 * stands there twice, and nobody is asked. Such an insertion is a conflict.
 */
export function resettled(texts: Triple, regions: readonly Region[]): Set<Region> {
  const gone = removedByBoth(texts, regions);
  if (gone.size === 0) return new Set();
  return new Set(regions.filter((region) => !isShared(region) && addedLines(texts, region).some((l) => gone.has(l))));
}

/** Lines that stand once in the base and within a change of either side. */
function removedByBoth(texts: Triple, regions: readonly Region[]): Set<string> {
  const times = timesOf(texts.base);
  const gone = new Set<string>();
  for (const { userChanges, incomingChanges } of regions) {
    for (const ours of userChanges) {
      for (const theirs of incomingChanges) {
        const [start, end] = [Math.max(ours.start, theirs.start), Math.min(ours.end, theirs.end)];
        for (const line of texts.base.slice(start, Math.max(start, end))) {
          if (times.get(line) === 1 && isTelling(line)) gone.add(line);
        }
      }
    }
  }
  return gone;
}

function isShared(region: Region): boolean {
  return region.userChanges.length > 0 && region.incomingChanges.length > 0;
}

function addedLines(texts: Triple, region: Region): string[] {
  const ours = region.userChanges.flatMap((c) => texts.user.slice(c.sideStart, c.sideEnd));
  const theirs = region.incomingChanges.flatMap((c) => texts.incoming.slice(c.sideStart, c.sideEnd));
  return [...ours, ...theirs];
}
