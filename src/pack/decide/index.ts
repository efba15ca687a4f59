import { hashOf } from "../hash.ts";
import { findConflictMarkers } from "../merge/index.ts";
import type { FileChange, Manifest, ManifestEntry, PackVersion, RenderedFile } from "../types.ts";
import { decideFresh } from "./fresh.ts";
import { decideGone, leaves } from "./gone.ts";
import { decideKnown } from "./known.ts";
import { diskAt } from "./place.ts";
import type { Context, DecideOptions, Decision, Situation, Verdict } from "./types.ts";
import { verdict } from "./verdicts.ts";

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
    reports: verdicts.map(({ report }) => report),
    changes: joinChanges(verdicts),
    manifest,
    bases: basesOf(manifest, situation),
    unresolved: unresolvedOf(context),
  };
}

function contextOf(situation: Situation, options: DecideOptions): Context {
  const context: Context = { situation, options, vacating: new Set() };
  const destinations = new Map(situation.rendered.map((file) => [file.id, file.path]));
  const known = Object.entries(situation.manifest?.files ?? {});
  const vacating = known.filter(([id, entry]) => leaves(entry, destinations.get(id), context)).map(([id]) => id);
  return { ...context, vacating: new Set(vacating) };
}

function verdictsOf(context: Context): Verdict[] {
  const { manifest, rendered } = context.situation;
  const files = manifest?.files ?? {};
  const known = (id: string): ManifestEntry | undefined => (Object.hasOwn(files, id) ? files[id] : undefined);
  const present = new Set(rendered.map((file) => file.id));
  const current = rendered.map((file) => {
    const entry = known(file.id);
    if (context.options.eject.has(entry?.path ?? file.path)) return eject(file.id, entry?.path ?? file.path, file.mode);
    return entry === undefined || changesKind(entry, file)
      ? decideFresh(file, context)
      : rememberPreamble(entry, decideKnown(file, entry, context));
  });
  const gone = Object.entries(files).filter(([id]) => !present.has(id));
  return [...current, ...gone.map(([id, entry]) => decideGone(id, entry, context))];
}

// A whole file that becomes a block, or the other way round, is another thing at the same path.
const changesKind = (entry: ManifestEntry, file: RenderedFile): boolean =>
  entry.mode !== file.mode && (entry.mode === "block" || file.mode === "block");

const rememberPreamble = ({ preamble }: ManifestEntry, decided: Verdict): Verdict =>
  decided.entry === undefined ? decided : { ...decided, entry: { ...decided.entry, preamble } };

function eject(id: string, path: string, mode: ManifestEntry["mode"]): Verdict {
  const reason = "from now on it is yours; the template is not applied any more";
  return verdict(id, path, "ejected", reason, { path, mode, state: "ejected" });
}

/** One change a path: what one id writes wins over what another takes away, as when two files swap their names. */
function joinChanges(verdicts: Verdict[]): FileChange[] {
  const byPath = new Map<string, FileChange>();
  for (const change of verdicts.flatMap(({ changes }) => changes)) {
    if (change.content !== null || !byPath.has(change.path)) byPath.set(change.path, change);
  }
  // Deletions first: where case does not count, a rename by case must not delete what it has just written.
  return [...byPath.values()].sort((a, b) => Number(b.content === null) - Number(a.content === null));
}

// A newer version of a pack that changes no file is not worth a write: two machines would overwrite each other's note.
function manifestOf(verdicts: Verdict[], before: Manifest | undefined, packs: PackVersion[]): Manifest {
  const files: Manifest["files"] = {};
  for (const { report, entry } of verdicts) if (entry && report.id !== undefined) files[report.id] = entry;
  const quiet = before !== undefined && JSON.stringify(sorted(before.files)) === JSON.stringify(sorted(files));
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
  const paths = Object.values(context.situation.manifest?.files ?? {})
    .filter((entry) => entry.state === "conflicted")
    .map((entry) => entry.path)
    .filter((path) => !context.options.eject.has(path) && !context.options.force(path));
  return paths.flatMap((path) => {
    const now = diskAt(context, path);
    const markers = now.kind === "text" ? findConflictMarkers(now.text) : undefined;
    return markers === undefined ? [] : [{ path, line: markers.line }];
  });
}
