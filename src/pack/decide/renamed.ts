import type { ManifestEntry } from "../types.ts";
import { similarity, threshold } from "./similarity.ts";
import type { Situation } from "./types.ts";

/** Where the user seems to have moved a missing file: the one beside it, or in `planning/`, that is most like its base. */
export function renamedTo({ base }: ManifestEntry, { bases, strays }: Situation): string | undefined {
  const text = base === undefined ? undefined : bases.get(base);
  if (text === undefined) return undefined;
  const scored = [...strays].map(([path, stray]) => ({ path, score: similarity(text, stray) }));
  const [best] = scored.sort((a, b) => b.score - a.score);
  return best !== undefined && best.score >= threshold ? best.path : undefined;
}
