import { hashOf } from "../hash.ts";
import { merge } from "../merge/index.ts";
import { sidecarOf } from "../paths.ts";
import { normalise } from "../text.ts";
import type { ManifestEntry, RenderedFile } from "../types.ts";
import { decideDeleted } from "./deleted.ts";
import { odd } from "./odd.ts";
import { diskAt, type Place, placeOf, write } from "./place.ts";
import type { Context, Verdict } from "./types.ts";
import { besideIt, entryFor, executableChange, verdict } from "./verdicts.ts";

/** Decides about a file that the manifest knows and the pack still has: rows 1–8 and 15–28 of the table. */
export function decideKnown(file: RenderedFile, entry: ManifestEntry, context: Context): Verdict {
  if (file.mode === "seed") {
    const remembered = { ...entry, path: entry.path, mode: file.mode };
    return verdict(file.id, entry.path, "unchanged", "yours since it was created", remembered);
  }
  if (isLetAlone(entry) && !isRestored(file, entry, context)) {
    return verdict(file.id, entry.path, "unchanged", "ejected: it is yours for good", entry);
  }
  const place = placeOf(file, entry, context);
  const { now } = place.source;
  if (place.occupied) return decideOccupied(file, entry, place, context);
  if (now.kind === "absent") return decideDeleted(file, entry, place, context);
  if (now.kind === "text") return decidePresent(file, entry, place, now.text, context);
  return odd(file, entry, place.target, now);
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
  const pending = pendingSidecar(file, entry, place, templateSame, context);
  if (pending) return pending;
  if (user === file.text) return settled(file, entry, place, text, templateSame, context);
  if (context.options.force(place.target) && !userSame) {
    const reason = "the template replaces your version, as you said; `plan-init undo` brings it back";
    return verdict(file.id, place.target, "overwritten", reason, entryFor(file, place.target), [
      ...write(place, file, entry, file.text, context),
    ]);
  }
  if (userSame) return replace(file, entry, place, context);
  if (templateSame) return keep(file, entry, place, text, context);
  return threeWay(file, entry, place, text, context);
}

/** Rows 1 and 4: the file already says what the template says. */
function settled(
  file: RenderedFile,
  entry: ManifestEntry,
  place: Place,
  text: string,
  templateSame: boolean,
  context: Context,
): Verdict {
  if (place.from !== place.target) return moveOnly(file, entry, place, text, "the template moved it", context);
  const remembered = remember(file, entry, place);
  const bit = executableChange(entry, file);
  if (bit !== undefined) {
    const changes = write(place, file, entry, text, context, "users");
    return verdict(file.id, place.target, "updated", "the template's executable bit changed", remembered, changes);
  }
  const reason = templateSame ? "up to date" : "you had made the template's change already";
  return verdict(file.id, place.target, "unchanged", reason, remembered);
}

/** Row 2 and, unedited, row 15. */
function replace(file: RenderedFile, entry: ManifestEntry, place: Place, context: Context): Verdict {
  const moved = place.from !== place.target;
  return verdict(
    file.id,
    place.target,
    moved ? "moved" : "updated",
    moved
      ? `the template moved it from \`${place.from}\` and changed it`
      : "the template changed, you had not edited it",
    remember(file, entry, place),
    write(place, file, entry, file.text, context),
  );
}

/** Row 3 and, with the user's edits, row 15. */
function keep(file: RenderedFile, entry: ManifestEntry, place: Place, text: string, context: Context): Verdict {
  if (place.from !== place.target) {
    return moveOnly(file, entry, place, text, "the template moved it, your edits moved along", context);
  }
  const resolved = entry.state === "conflicted";
  const reason = resolved ? "you resolved the conflict" : "you edited it, the template did not change";
  const bit = executableChange(entry, file);
  const changes = bit === undefined ? [] : write(place, file, entry, text, context, "users");
  const remembered = remember(file, entry, place);
  return verdict(file.id, place.target, resolved ? "resolved" : "kept", reason, remembered, changes);
}

function moveOnly(
  file: RenderedFile,
  entry: ManifestEntry,
  place: Place,
  text: string,
  reason: string,
  context: Context,
): Verdict {
  const changes = write(place, file, entry, text, context, "users");
  return verdict(
    file.id,
    place.target,
    "moved",
    `${reason} from \`${place.from}\``,
    remember(file, entry, place),
    changes,
  );
}

/** Rows 5, 16, 24 and 28: both sides changed. */
function threeWay(file: RenderedFile, entry: ManifestEntry, place: Place, text: string, context: Context): Verdict {
  const base = baseOf(file, entry, context);
  if (base === undefined) {
    const earlier = place.from === place.target ? [] : write(place, file, entry, text, context, "users");
    return besideIt(file, place.target, "both sides changed, and the text they started from is lost", earlier);
  }
  const { options, situation } = context;
  const labels = { user: "yours", ...situation.labels };
  const favour = options.favour(place.target);
  const result = merge({ user: text, base, incoming: file.text, labels, strict: options.strict, favour });
  if (result.conflicts > 0 && options.conflict === "files") {
    const earlier = place.from === place.target ? [] : write(place, file, entry, text, context, "users");
    return besideIt(file, place.target, inConflict(result.conflicts), earlier);
  }
  const how: Record<string, number> = {};
  for (const hunk of result.hunks) how[hunk.how] = (how[hunk.how] ?? 0) + 1;
  const changes =
    result.text === text && place.from === place.target ? [] : write(place, file, entry, result.text, context, "users");
  if (result.conflicts === 0) {
    const reason =
      changes.length > 0
        ? "your edits and the template's changes were merged"
        : "nothing of the template's was missing";
    return verdict(file.id, place.target, "merged", reason, entryFor(file, place.target, "ok"), changes, { how });
  }
  const remembered = entryFor(file, place.target, "conflicted");
  return verdict(file.id, place.target, "conflict", inConflict(result.conflicts), remembered, changes, {
    how,
    hint: "edit the lines between `<<<<<<<` and `>>>>>>>`, then run `plan-init` again",
  });
}

const inConflict = (count: number): string =>
  `${count} ${count === 1 ? "place was" : "places were"} changed by you and by the template`;

/** The text both sides started from: the stored one, else an older template that the pack ships and whose hash matches. */
function baseOf(file: RenderedFile, entry: ManifestEntry, { situation }: Context): string | undefined {
  if (entry.base === undefined) return undefined;
  return situation.bases.get(entry.base) ?? file.previous.find((text) => hashOf(text) === entry.base);
}

/** A conflict that was laid beside the file stays open until the user deletes the sidecar; a newer template refreshes it. */
function pendingSidecar(
  file: RenderedFile,
  entry: ManifestEntry,
  place: Place,
  templateSame: boolean,
  context: Context,
): Verdict | undefined {
  const sidecar = sidecarOf(entry.path);
  const beside = diskAt(context, sidecar);
  if (entry.state !== "conflicted" || beside.kind === "absent" || place.from !== place.target) return undefined;
  if (context.options.force(place.target)) return undefined;
  const untouched = beside.kind === "text" && hashOf(normalise(beside.text)) === entry.base;
  const reason = `\`${sidecar}\` still waits beside your version`;
  if (!templateSame && untouched) return besideIt(file, place.target, `${reason}, with the newer template now`);
  const open = verdict(file.id, place.target, "conflict", reason, entry);
  return { ...open, report: { ...open.report, hint: `take what you want from \`${sidecar}\`, then delete it` } };
}

/** Row 19: a user's file stands where the template moves to. */
function decideOccupied(file: RenderedFile, entry: ManifestEntry, place: Place, context: Context): Verdict {
  const { now } = place.source;
  const unedited = now.kind === "text" && hashOf(normalise(now.text)) === entry.base;
  const leaving = unedited ? [{ path: place.from, content: place.source.drop() }] : [];
  const reason = unedited
    ? "the template moved here, where a file of yours stands"
    : `the template moved here, where a file of yours stands; your edits stay in \`${place.from}\``;
  const there = diskAt(context, place.target);
  if (there.kind !== "text") return odd(file, undefined, place.target, there);
  return besideIt(file, place.target, reason, leaving);
}

/** The manifest's memory of a file that stays in step with its template. */
function remember(file: RenderedFile, entry: ManifestEntry, place: Place): ManifestEntry {
  return entryFor(file, place.target, entry.state === "adopted" ? "adopted" : "ok");
}
