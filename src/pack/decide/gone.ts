import { hashOf } from "../hash.ts";
import { normalise } from "../text.ts";
import type { ManifestEntry } from "../types.ts";
import { diskAt } from "./place.ts";
import { subjectOf } from "./subject.ts";
import type { Context, Verdict } from "./types.ts";
import { verdict } from "./verdicts.ts";

/** Decides about a file that the manifest knows and the pack no longer has: rows 9–11. */
export function decideGone(id: string, entry: ManifestEntry, context: Context): Verdict {
  const subject = subjectOf(entry.mode, entry.path, diskAt(context, entry.path), entry.preamble);
  const { now } = subject;
  if (entry.base === undefined) return verdict(id, entry.path, "unchanged", "ejected: it is yours for good", undefined);
  if (now.kind === "absent") {
    return verdict(id, entry.path, "unchanged", "the template is gone, and so is the file", undefined);
  }
  if (entry.mode === "seed")
    return verdict(id, entry.path, "kept", "the template is gone; the file is yours", undefined);
  if (entry.state === "ejected") return verdict(id, entry.path, "unchanged", "ejected: it is yours", entry);
  if (entry.state === "adopted") {
    return verdict(id, entry.path, "ejected", "the template is gone; the file was yours before", undefined);
  }
  const unedited = now.kind === "text" && hashOf(normalise(now.text)) === entry.base;
  if (unedited) {
    const reason = entry.mode === "block" ? "the template is gone; its block was taken out" : "the template is gone";
    return verdict(id, entry.path, "deleted", reason, undefined, [{ path: entry.path, content: subject.drop() }]);
  }
  const kept: ManifestEntry = { ...entry, state: "ejected" };
  return verdict(
    id,
    entry.path,
    "ejected",
    "the template is gone; you had edited the file, so it stays as yours",
    kept,
  );
}

/** Whether the file's old path becomes free for another id in this run. */
export function leaves(entry: ManifestEntry, destination: string | undefined, context: Context): boolean {
  if (destination !== undefined) return entry.movedFrom === undefined && destination !== entry.path;
  return decideGone("", entry, context).changes.length > 0;
}
