import { hashOf } from "../hash.ts";
import { findConflictMarkers } from "../merge/index.ts";
import type { FileChange, Manifest, OnDisk, PackVersion } from "../types.ts";
import { inWordsOfCause } from "./cause.ts";
import { contextOf } from "./context.ts";
import { decideGone } from "./gone.ts";
import { decideOne } from "./one.ts";
import { diskAt } from "./place.ts";
import type { Context, DecideOptions, Decision, Situation, Verdict } from "./types.ts";

/**
 * The decision table of an upgrade: what happens to every file, and why. Pure; a dry run prints it, a real run applies it.
 *
 * @param situation what is installed, what the packs render now, and what stands on disk
 * @param options the user's say in it
 * @param packs the packs in use, remembered when anything else changes
 */
export function decide(situation: Situation, options: DecideOptions, packs: PackVersion[]): Decision {
  const context = contextOf(situation, options);
  const verdicts = verdictsOf(context);
  const manifest = manifestOf(verdicts, situation.manifest, packs);
  return {
    reports: verdicts.map(({ report }) => inWordsOfCause(report, situation)),
    changes: joinChanges(verdicts, situation),
    manifest,
    bases: basesOf(manifest, situation),
    unresolved: unresolvedOf(context),
  };
}

function verdictsOf(context: Context): Verdict[] {
  const { manifest, rendered } = context.situation;
  const present = new Set(rendered.map((file) => file.id));
  const gone = Object.entries(manifest?.files ?? {}).filter(([id]) => !present.has(id));
  return [
    ...rendered.map((file) => decideOne(file, context)),
    ...gone.map(([id, entry]) => decideGone(id, entry, context)),
  ];
}

/** One change a path: what one id writes wins over what another takes away, as when two files swap their names. */
function joinChanges(verdicts: readonly Verdict[], { disk }: Situation): FileChange[] {
  const all = verdicts.flatMap(({ changes, entry }) =>
    changes.map((change) => ({ change, isOwn: entry?.path === change.path })),
  );
  const byPath = new Map<string, FileChange>();
  for (const { change } of all.sort((a, b) => Number(a.isOwn) - Number(b.isOwn))) {
    byPath.set(change.path, { ...change, seen: seenAt(disk.get(change.path)) });
  }
  // Deletions first: where case does not count, a rename by case must not delete what it has just written.
  return [...byPath.values()].sort((a, b) => Number(b.content === null) - Number(a.content === null));
}

function seenAt(now: OnDisk = { kind: "absent" }): FileChange["seen"] {
  if (now.kind === "absent") return null;
  return now.kind === "text" ? hashOf(now.text) : undefined;
}

// A newer version of a pack that changes no file is not worth a write: two machines would overwrite each other's note.
function manifestOf(verdicts: readonly Verdict[], before: Manifest | undefined, packs: PackVersion[]): Manifest {
  const files: Manifest["files"] = {};
  for (const { report, entry } of verdicts) if (entry && report.id !== undefined) files[report.id] = entry;
  const quiet =
    before !== undefined &&
    before.packs.map(({ name }) => name).join() === packs.map(({ name }) => name).join() &&
    JSON.stringify(sorted(before.files)) === JSON.stringify(sorted(files));
  return { schema: 1, packs: quiet ? before.packs : packs, files };
}

const sorted = (files: Manifest["files"]) =>
  Object.keys(files)
    .sort()
    .map((id) => [
      id,
      Object.entries(files[id] ?? {})
        .filter(([, value]) => value !== undefined)
        .sort(),
    ]);

/** The texts behind the manifest's base hashes, as far as anybody still has them. Seeds need none. */
function basesOf(manifest: Manifest, situation: Situation): Map<string, string> {
  const texts = new Map(situation.bases);
  for (const file of situation.rendered) {
    for (const text of [file.text, ...file.previous]) texts.set(hashOf(text), text);
  }
  const bases = new Map<string, string>();
  for (const { base, mode } of Object.values(manifest.files)) {
    const text = base === undefined ? undefined : texts.get(base);
    if (base !== undefined && text !== undefined && mode !== "seed") bases.set(base, text);
  }
  return bases;
}

/** Row 26: files in which a conflict of an earlier run still stands. */
function unresolvedOf(context: Context): Decision["unresolved"] {
  const { manifest, rendered, bases } = context.situation;
  const { eject, force } = context.options;
  return Object.entries(manifest?.files ?? {}).flatMap(([id, { path, state, base = "" }]) => {
    if (state !== "conflicted" || eject.has(path) || force(path)) return [];
    const now = diskAt(context, path);
    // A template may show what a conflict looks like; those lines are content.
    const own = `${rendered.find((file) => file.id === id)?.text ?? ""}${bases.get(base) ?? ""}`;
    const markers = now.kind === "text" ? findConflictMarkers(now.text, own) : undefined;
    return markers === undefined ? [] : [{ path, line: markers.line }];
  });
}
