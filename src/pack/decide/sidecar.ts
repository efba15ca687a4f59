import { hashOf } from "../hash.ts";
import { sidecarOf } from "../paths.ts";
import { normalise } from "../text.ts";
import type { FileChange, ManifestEntry, RenderedFile } from "../types.ts";
import { diskAt, type Place, write } from "./place.ts";
import type { Context, Verdict } from "./types.ts";
import { entryFor, shown, verdict } from "./verdicts.ts";

/**
 * Keeps the user's file and lays the template's text beside it: where no merge is possible or wanted. What the user made of an
 * earlier sidecar is as safe as every other file; where one stands that is not ours any more, nothing is done.
 *
 * @param entry what was remembered so far
 * @param earlier changes that go along, such as the file's move
 */
export function besideIt(
  file: RenderedFile,
  entry: ManifestEntry | undefined,
  path: string,
  reason: string,
  context: Context,
  earlier: FileChange[] = [],
): Verdict {
  const sidecar = sidecarOf(path);
  const now = diskAt(context, sidecar);
  const stands = now.kind === "text" ? hashOf(normalise(now.text)) : undefined;
  const isOurs = stands !== undefined && (stands === hashOf(file.text) || isWaiting(entry, path, context));
  if (now.kind !== "absent" && !isOurs) {
    const hint = `move or delete \`${sidecar}\`, then run \`plan-init\` again`;
    const why = `${reason}; the template cannot be laid beside it, \`${sidecar}\` is in the way`;
    return verdict(file.id, entry?.path ?? path, "skipped", why, entry, [], { hint });
  }
  const laid = stands === hashOf(file.text) ? [] : [{ path: sidecar, content: file.text }];
  return verdict(file.id, path, "conflict", reason, entryFor(file, path, "conflicted"), [...earlier, ...laid], {
    hint: `take what you want from \`${sidecar}\`, then delete it; to keep yours for good: \`plan-init --eject ${shown(path)}\``,
  });
}

/** Whether a sidecar that we laid still stands as we laid it. */
function isWaiting(entry: ManifestEntry | undefined, path: string, context: Context): boolean {
  if (entry?.state !== "conflicted") return false;
  const now = diskAt(context, sidecarOf(path));
  return now.kind === "text" && hashOf(normalise(now.text)) === entry.base;
}

/** Takes an untouched sidecar away along with the conflict that it belongs to. */
export function sidecarLeaves(entry: ManifestEntry, context: Context): FileChange[] {
  return isWaiting(entry, entry.path, context) ? [{ path: sidecarOf(entry.path), content: null }] : [];
}

/**
 * A conflict that was laid beside the file stays open until the user deletes the sidecar. A newer template refreshes it, and it
 * moves along with its file, while nobody edited it.
 *
 * @returns `undefined` when there is no such conflict
 */
export function pendingSidecar(
  file: RenderedFile,
  entry: ManifestEntry,
  place: Place,
  text: string,
  context: Context,
): Verdict | undefined {
  const sidecar = sidecarOf(entry.path);
  if (entry.state !== "conflicted" || diskAt(context, sidecar).kind === "absent") return undefined;
  const reason = `\`${sidecar}\` still waits beside your version`;
  const moved = place.from !== place.target;
  const settled = hashOf(file.text) === entry.base && !moved;
  if (!settled && isWaiting(entry, entry.path, context)) {
    const newer = `${reason}, with the newer template now`;
    if (!moved) return besideIt(file, entry, place.target, newer, context);
    const along = [...write(place, file, entry, text, "users"), ...sidecarLeaves(entry, context)];
    return besideIt(file, entry, place.target, "the template moved it, and the conflict with it", context, along);
  }
  const hint = `take what you want from \`${sidecar}\`, then delete it`;
  return verdict(file.id, entry.path, "conflict", reason, entry, [], { hint });
}
