import { hashOf } from "../hash.ts";
import { normalise } from "../text.ts";
import type { ManifestEntry, RenderedFile } from "../types.ts";
import { decideDeleted } from "./deleted.ts";
import { isCovered, odd } from "./odd.ts";
import { claimantOf, isVersionOf, type Place, placeOf, write } from "./place.ts";
import { decideSeed } from "./seed.ts";
import { besideIt, pendingSidecar, sidecarLeaves } from "./sidecar.ts";
import { threeWay } from "./three-way.ts";
import type { Context, Verdict } from "./types.ts";
import { entryFor, executableChange, verdict } from "./verdicts.ts";

/** Decides about a file that the manifest knows and the pack still has: rows 1–8 and 15–28 of the table. */
export function decideKnown(file: RenderedFile, entry: ManifestEntry, context: Context): Verdict {
  if (file.mode === "seed") return decideSeed(file, entry, context);
  if (isLetAlone(entry) && !isRestored(file, entry, context)) {
    return verdict(file.id, entry.path, "unchanged", "ejected: it is yours for good", entry);
  }
  const place = placeOf(file, entry, context);
  const claimant = claimantOf(place.target, file.id, context);
  if (claimant !== undefined && place.target !== entry.path) {
    const reason = `it stays here, because \`${claimant}\` is kept at its new place, \`${place.target}\``;
    return verdict(file.id, entry.path, "kept", reason, entry);
  }
  const { now } = place.source;
  // Where a file was deleted, the user may have put something of their own.
  const isGone = now.kind === "absent" || (entry.state === "deleted" && !isVersionOf(file, entry, now, context));
  if (isGone) return decideDeleted(file, entry, place, context);
  if (place.occupied) return decideOccupied(file, entry, place, context);
  if (now.kind === "text") return decidePresent(file, entry, place, now.text, context);
  if (now.kind === "symlink" && isCovered(now.target, file, context)) {
    const reason = `it is a link to \`${now.target}\`, which has the text`;
    return verdict(file.id, entry.path, "unchanged", reason, undefined);
  }
  return odd(file, entry, place.from, now, place.from !== place.target);
}

/** Whether the user said to leave a file alone for good. */
export const isLetAlone = (entry: ManifestEntry): boolean => entry.state === "ejected" && entry.base === undefined;

const isRestored = (file: RenderedFile, entry: ManifestEntry, { options }: Context): boolean =>
  options.restore.has(entry.path) || options.restore.has(file.path);

function decidePresent(
  file: RenderedFile,
  entry: ManifestEntry,
  place: Place,
  text: string,
  context: Context,
): Verdict {
  const user = normalise(text);
  const userSame = hashOf(user) === entry.base;
  const templateSame = hashOf(file.text) === entry.base;
  if (user === file.text) return settled(file, entry, place, text, context);
  if (context.options.force(place.target) && !userSame) {
    const reason = "the template replaces your version, as you said; `plan-init undo` brings it back";
    const changes = [...write(place, file, entry, file.text), ...sidecarLeaves(entry, context)];
    return verdict(file.id, place.target, "overwritten", reason, entryFor(file, place.target), changes);
  }
  const pending = pendingSidecar(file, entry, place, text, context);
  if (pending) return pending;
  if (userSame) return replace(file, entry, place);
  if (templateSame) return keep(file, entry, place, text);
  return threeWay(file, entry, place, text, context);
}

/** Rows 1 and 4: the file already says what the template says. */
function settled(file: RenderedFile, entry: ManifestEntry, place: Place, text: string, context: Context): Verdict {
  const leaving = sidecarLeaves(entry, context);
  if (place.from !== place.target) {
    return moveOnly(
      file,
      entry,
      place,
      write(place, file, entry, text, "users").concat(leaving),
      "the template moved it",
    );
  }
  const remembered = remember(file, entry, place);
  if (executableChange(entry, file) !== undefined) {
    const changes = [...write(place, file, entry, text, "users"), ...leaving];
    return verdict(file.id, place.target, "updated", "the template's executable bit changed", remembered, changes);
  }
  if (entry.state === "conflicted") {
    const reason = "you resolved the conflict: the file says what the template says";
    return verdict(file.id, place.target, "resolved", reason, remembered, leaving);
  }
  const templateSame = hashOf(file.text) === entry.base;
  const reason = templateSame ? "up to date" : "you had made the template's change already";
  return verdict(file.id, place.target, "unchanged", reason, remembered);
}

/** Row 2 and, unedited, row 15. */
function replace(file: RenderedFile, entry: ManifestEntry, place: Place): Verdict {
  const moved = place.from !== place.target;
  return verdict(
    file.id,
    place.target,
    moved ? "moved" : "updated",
    moved
      ? `the template moved it from \`${place.from}\` and changed it`
      : "the template changed, you had not edited it",
    remember(file, entry, place),
    write(place, file, entry, file.text),
  );
}

/** Row 3 and, with the user's edits, row 15. */
function keep(file: RenderedFile, entry: ManifestEntry, place: Place, text: string): Verdict {
  const written = () => write(place, file, entry, text, "users");
  if (place.from !== place.target) {
    return moveOnly(file, entry, place, written(), "the template moved it, your edits moved along");
  }
  const resolved = entry.state === "conflicted";
  const reason = resolved ? "you resolved the conflict" : "you edited it, the template did not change";
  const changes = executableChange(entry, file) === undefined ? [] : written();
  const remembered = remember(file, entry, place);
  return verdict(file.id, place.target, resolved ? "resolved" : "kept", reason, remembered, changes);
}

function moveOnly(
  file: RenderedFile,
  entry: ManifestEntry,
  place: Place,
  changes: Verdict["changes"],
  reason: string,
): Verdict {
  const words = `${reason} from \`${place.from}\``;
  return verdict(file.id, place.target, "moved", words, remember(file, entry, place), changes);
}

/** Row 19: a user's file stands where the template moves to. */
function decideOccupied(file: RenderedFile, entry: ManifestEntry, place: Place, context: Context): Verdict {
  const { now } = place.source;
  const there = place.there.now;
  if (there.kind !== "text") {
    if (there.kind !== "absent") return odd(file, entry, place.target, there, true);
  }
  const unedited = now.kind === "text" && hashOf(normalise(now.text)) === entry.base;
  const leaving = unedited ? [{ path: place.from, content: place.source.drop() }] : [];
  const reason = unedited
    ? "the template moved here, where a file of yours stands"
    : `the template moved here, where a file of yours stands; your edits stay in \`${place.from}\``;
  const changes = [...leaving, ...sidecarLeaves(entry, context)];
  return besideIt(file, entry, place.target, reason, context, changes);
}

/** The manifest's memory of a file that stays in step with its template. */
function remember(file: RenderedFile, entry: ManifestEntry, place: Place): ManifestEntry {
  return entryFor(file, place.target, entry.state === "adopted" ? "adopted" : "ok");
}
