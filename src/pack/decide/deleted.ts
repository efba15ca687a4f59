import { hashOf } from "../hash.ts";
import type { ManifestEntry, RenderedFile } from "../types.ts";
import { type Place, write } from "./place.ts";
import { similarity } from "./similarity.ts";
import type { Context, Verdict } from "./types.ts";
import { entryFor, shown, verdict } from "./verdicts.ts";

/** Decides about a known file that is no longer there: rows 7, 8, 17 and 18. */
export function decideDeleted(file: RenderedFile, entry: ManifestEntry, place: Place, context: Context): Verdict {
  const path = place.target;
  const { restore } = context.options;
  if (restore.has(path) || restore.has(place.from)) {
    const back = { ...place, from: path };
    const changes = write(back, file, entry, file.text, context);
    return verdict(file.id, path, "restored", "you asked for it back", entryFor(file, path), changes);
  }
  const templateSame = hashOf(file.text) === entry.base;
  if (templateSame) {
    const remembered: ManifestEntry = path === entry.path ? entry : { ...entry, path, state: "deleted" };
    return verdict(file.id, path, "unchanged", "you deleted it", remembered);
  }
  const renamed = file.mode === "merge" ? renamedTo(entry, context) : undefined;
  if (renamed !== undefined) {
    return verdict(file.id, path, "kept", `it looks as if you renamed it to \`${renamed}\``, entry, [], {
      hint: `to go on getting the template's changes there: \`plan-init --relink ${shown(`${entry.path}=${renamed}`)}\``,
    });
  }
  const hint = `to have it back: \`plan-init --restore ${shown(path)}\``;
  const reason = "you deleted it, and the template changed since";
  return verdict(file.id, path, "kept", reason, entryFor(file, path, "deleted"), [], { hint });
}

// Below this share of common lines two documents are two documents; git draws its line for renames at the same place.
const renameThreshold = 0.5;

/** The stray file that is most like the missing one, when one is like it at all. */
function renamedTo(entry: ManifestEntry, { situation }: Context): string | undefined {
  const base = entry.base === undefined ? undefined : situation.bases.get(entry.base);
  if (base === undefined) return undefined;
  const scored = [...situation.strays].map(([path, text]) => ({ path, score: similarity(base, text) }));
  const best = scored.sort((a, b) => b.score - a.score)[0];
  return best !== undefined && best.score >= renameThreshold ? best.path : undefined;
}
