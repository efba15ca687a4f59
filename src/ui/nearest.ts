import { distance } from "fastest-levenshtein";

/** The candidate that a mistyped word was most likely meant to be, or `undefined` when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  // An abbreviation is nearer than any misspelling.
  const longer = candidates.filter((candidate) => word.length >= 3 && candidate.startsWith(word));
  if (longer.length === 1) return longer[0];
  const scored = candidates.map((candidate) => ({
    candidate,
    away: distance(word.toLowerCase(), candidate.toLowerCase()),
  }));
  const best = scored.sort((a, b) => a.away - b.away)[0];
  const limit = Math.max(1, Math.ceil(word.length / 3));
  return best !== undefined && best.away <= limit ? best.candidate : undefined;
}
