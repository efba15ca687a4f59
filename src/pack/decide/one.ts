import { type FileChange, isPart, type ManifestEntry, type OnDisk, type RenderedFile } from "../types.ts";
import { decideFresh } from "./fresh.ts";
import { decideGone } from "./gone.ts";
import { decideKnown, isLetAlone } from "./known.ts";
import { diskAt } from "./place.ts";
import { sidecarLeaves } from "./sidecar.ts";
import { subjectOf } from "./subject.ts";
import type { Context, Verdict } from "./types.ts";
import { entryFor, verdict } from "./verdicts.ts";

/** Decides about one template that the pack has. */
export function decideOne(file: RenderedFile, context: Context): Verdict {
  const files = context.situation.manifest?.files ?? {};
  const entry = Object.hasOwn(files, file.id) ? files[file.id] : undefined;
  const path = entry?.path ?? file.path;
  if (context.options.eject.has(path)) return eject(file, entry, path, context);
  if (entry === undefined) return withSetting(decideFresh(file, context), undefined, file, context);
  if (changesKind(entry, file)) return decideOtherKind(file, entry, context);
  return withSetting(decideKnown(file, entry, context), entry, file, context);
}

function eject(file: RenderedFile, entry: ManifestEntry | undefined, path: string, context: Context): Verdict {
  const reason = "from now on it is yours; the template is not applied any more";
  const changes = entry === undefined ? [] : sidecarLeaves(entry, context);
  return verdict(file.id, path, "ejected", reason, { path, mode: file.mode, state: "ejected" }, changes);
}

const changesKind = (entry: ManifestEntry, file: RenderedFile): boolean =>
  entry.mode !== file.mode && (isPart(entry.mode) || isPart(file.mode)) && !isLetAlone(entry);

/** A whole file that becomes a block, or the other way round, is another thing: what was there leaves, then the new one comes. */
function decideOtherKind(file: RenderedFile, entry: ManifestEntry, context: Context): Verdict {
  const old = subjectOf(entry.mode, entry.path, diskAt(context, entry.path), entry);
  if (old.now.kind === "absent") {
    return verdict(file.id, file.path, "unchanged", "you deleted it", entryFor(file, file.path, "deleted"));
  }
  const { changes } = decideGone(file.id, entry, context);
  const after = withChanges(context, file.id, changes);
  const decided = withSetting(decideFresh(file, after), undefined, file, after);
  const written = new Set(decided.changes.map(({ path }) => path));
  return { ...decided, changes: [...changes.filter(({ path }) => !written.has(path)), ...decided.changes] };
}

/** The context as it will be when an id's file has been changed and forgotten. */
function withChanges(context: Context, id: string, changes: readonly FileChange[]): Context {
  const { situation } = context;
  const disk = new Map(situation.disk);
  for (const { path, content } of changes) disk.set(path, changed(disk.get(path), content));
  const files = Object.entries(situation.manifest?.files ?? {}).filter(([other]) => other !== id);
  const manifest = situation.manifest && { ...situation.manifest, files: Object.fromEntries(files) };
  return { ...context, situation: { ...situation, disk, manifest } };
}

function changed(before: OnDisk | undefined, content: string | null): OnDisk {
  if (content === null) return { kind: "absent" };
  return before?.kind === "text" ? { ...before, text: content } : { kind: "text", text: content, executable: false };
}

/** Remembers what was written around a part: now, when it came into its file in this run, else what was remembered. */
function withSetting(
  decided: Verdict,
  before: ManifestEntry | undefined,
  file: RenderedFile,
  context: Context,
): Verdict {
  const { entry } = decided;
  if (entry === undefined || !isPart(file.mode) || entry.base === undefined) return decided;
  const setting = subjectOf(file.mode, entry.path, diskAt(context, entry.path), file).setting(file.text);
  const comes = setting !== undefined && decided.changes.some(({ path }) => path === entry.path);
  const { preamble, gap, made, was } = (comes ? setting : before) ?? {};
  return { ...decided, entry: { ...entry, preamble, gap: gap === 0 ? undefined : gap, made, was } };
}
