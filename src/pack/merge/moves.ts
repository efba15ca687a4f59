import { sameLines } from "./chunks.ts";
import { isTelling, timesOf } from "./faithful.ts";
import { cut, type Region, type Triple } from "./regions.ts";

/**
 * The regions that must conflict because a line that moved is at stake in them.
 *
 * To a line-based merge a move is a removal and an unrelated insertion. Where the other side had a hand in one of the
 * two places, two things go wrong unnoticed:
 *
 * - both sides removed the line and one put it back elsewhere: a line that the user deleted comes back, or one that
 *   both moved stands there twice;
 * - one place conflicts and the other does not: whoever decides the conflict for the other side loses the line, or has
 *   it twice.
 *
 * So all the places conflict together, except where the two sides agree to the letter.
 */
export function contestedByMoves(texts: Triple, regions: readonly Region[]): Set<Region> {
  const contested = new Set<Region>();
  if (!regions.some(isShared)) return contested;
  const linked = linkedByLines(texts, regions);
  const waiting = linked.filter((places) => places.some(isShared)).flat();
  for (let region = waiting.pop(); region !== undefined; region = waiting.pop()) {
    if (contested.has(region) || isAgreed(texts, region)) continue;
    contested.add(region);
    for (const places of linked) if (places.includes(region)) waiting.push(...places);
  }
  return contested;
}

function isShared(region: Region): boolean {
  return region.userChanges.length > 0 && region.incomingChanges.length > 0;
}

function isAgreed(texts: Triple, region: Region): boolean {
  const here = cut(texts, region);
  return isShared(region) && sameLines(here.user, here.incoming);
}

/** Groups of regions that add or remove one and the same line, which stands at most once in each text. */
function linkedByLines(texts: Triple, regions: readonly Region[]): Region[][] {
  const times = [timesOf(texts.user), timesOf(texts.base), timesOf(texts.incoming)];
  const places = new Map<string, Set<Region>>();
  for (const region of regions) {
    for (const line of touchedLines(texts, region)) {
      if (!isTelling(line) || times.some((count) => (count.get(line) ?? 0) > 1)) continue;
      places.set(line, (places.get(line) ?? new Set()).add(region));
    }
  }
  return [...places.values()].filter((found) => found.size > 1).map((found) => [...found]);
}

function touchedLines({ user, base, incoming }: Triple, { userChanges, incomingChanges }: Region): string[] {
  return [
    ...[...userChanges, ...incomingChanges].flatMap(({ start, end }) => base.slice(start, end)),
    ...userChanges.flatMap(({ sideStart, sideEnd }) => user.slice(sideStart, sideEnd)),
    ...incomingChanges.flatMap(({ sideStart, sideEnd }) => incoming.slice(sideStart, sideEnd)),
  ];
}
