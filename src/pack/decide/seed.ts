import type { ManifestEntry, RenderedFile } from "../types.ts";
import { claimantOf, diskAt } from "./place.ts";
import type { Context, Verdict } from "./types.ts";
import { entryFor, verdict } from "./verdicts.ts";

/** Row 22: a seed is the user's from the moment it stands. It comes back only when it is asked for. */
export function decideSeed(file: RenderedFile, entry: ManifestEntry, context: Context): Verdict {
  const { restore } = context.options;
  const isGone = diskAt(context, entry.path).kind === "absent";
  if (isGone && (restore.has(entry.path) || restore.has(file.path))) {
    const change = { path: entry.path, content: file.text, executable: file.executable ? true : undefined };
    return verdict(file.id, entry.path, "restored", "you asked for it back", entryFor(file, entry.path), [change]);
  }
  // Where nothing stands any more there is nothing to stay with: its old place may be another template's now.
  const follows = isGone && claimantOf(file.path, file.id, context) === undefined;
  const remembered: ManifestEntry = { ...entry, path: follows ? file.path : entry.path, mode: file.mode };
  return verdict(file.id, remembered.path, "unchanged", "yours since it was created", remembered);
}
