import { hashOf } from "../hash.ts";
import type { ManifestEntry, RenderedFile } from "../types.ts";
import type { Place } from "./place.ts";
import { renamedTo } from "./renamed.ts";
import { besideIt } from "./sidecar.ts";
import type { Context, Verdict } from "./types.ts";
import { entryFor, shown, verdict } from "./verdicts.ts";

/** Decides about a known file that is no longer there: rows 7, 8, 17 and 18. */
export function decideDeleted(file: RenderedFile, entry: ManifestEntry, place: Place, context: Context): Verdict {
  const path = place.target;
  const { restore } = context.options;
  if (restore.has(path) || restore.has(place.from)) return bringBack(file, entry, place, context);
  const remembered: ManifestEntry = path === entry.path ? entry : { ...entry, path, state: "deleted" };
  if (hashOf(file.text) === entry.base) return verdict(file.id, path, "unchanged", "you deleted it", remembered);
  const renamed = file.mode === "merge" ? renamedTo(entry, context.situation) : undefined;
  if (renamed !== undefined) {
    return verdict(file.id, path, "kept", `it looks as if you renamed it to \`${renamed}\``, remembered, [], {
      hint: `to go on getting the template's changes there: \`plan-init --relink ${shown(`${path}=${renamed}`)}\``,
    });
  }
  const hint = `to have it back: \`plan-init --restore ${shown(path)}\``;
  const reason = "you deleted it, and the template changed since";
  return verdict(file.id, path, "kept", reason, entryFor(file, path, "deleted"), [], { hint });
}

function bringBack(file: RenderedFile, entry: ManifestEntry, place: Place, context: Context): Verdict {
  const { target: path, there } = place;
  if (there.now.kind !== "absent") {
    return besideIt(file, entry, path, "you asked for it back, but a file of yours stands there", context);
  }
  const change = { path, content: there.put(file.text), executable: file.executable ? true : undefined };
  return verdict(file.id, path, "restored", "you asked for it back", entryFor(file, path), [change]);
}
