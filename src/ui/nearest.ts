import { distance } from "fastest-levenshtein";

/** The candidate that a mistyped word was most likely meant to be, or `undefined` when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const scored = candidates.map((candidate) => ({
    candidate,
    away: distance(word.toLowerCase(), candidate.toLowerCase()),
  }));
  const best = scored.sort((a, b) => a.away - b.away)[0];
  const limit = Math.max(1, Math.floor(word.length / 3));
  return best !== undefined && best.away <= limit ? best.candidate : undefined;
}
