import { hashOf } from "../hash.ts";
import { collisionKey } from "../paths.ts";
import { normalise } from "../text.ts";
import { type FileChange, isPart, type ManifestEntry, type OnDisk, type RenderedFile } from "../types.ts";
import { isSimilar } from "./similarity.ts";
import { type Subject, subjectOf } from "./subject.ts";
import type { Context } from "./types.ts";
import { executableChange } from "./verdicts.ts";

/** Where a known file is and where it belongs. */
export interface Place {
  from: string;
  target: string;
  /** The file, or block, as it stands at `from`. */
  source: Subject;
  /** What stands at `target`. */
  there: Subject;
  /** Somebody else's file stands where the template wants to move (row 19). */
  occupied: boolean;
}

/** Finds a known file: where it was left, or where the user has already moved it. */
export function placeOf(file: RenderedFile, entry: ManifestEntry, context: Context): Place {
  const target = targetOf(file, entry, context);
  const from = context.options.relink.get(entry.path) ?? entry.path;
  const left = subjectOf(file.mode, from, diskAt(context, from), entry);
  const there = subjectAt(file, target, context);
  if (left.now.kind === "absent" && from !== target && isMovedThere(file, entry, target, there.now, context)) {
    const source = subjectOf(file.mode, target, diskAt(context, target), entry);
    return { from: target, target, source, there: source, occupied: false };
  }
  const free = from === target || there.now.kind === "absent" || isSameFile(left.now, there.now);
  return { from, target, source: left, there, occupied: !free };
}

/** Where a known file is to be: where the user keeps it, or where the pack has it. */
export function targetOf(file: RenderedFile, entry: ManifestEntry, { options }: Context): string {
  return options.relink.get(entry.path) ?? (entry.movedFrom === undefined ? file.path : entry.path);
}

export const diskAt = (context: Context, path: string): OnDisk =>
  context.situation.disk.get(path) ?? { kind: "absent" };

/** A file's destination as it will be when the files that leave it in this run have left. */
export function subjectAt(file: RenderedFile, path: string, context: Context): Subject {
  const owner = ownerOf(path, context);
  const vacated = owner !== undefined && owner !== file.id && context.vacating.has(owner);
  // Another id's block in the file is replaced by this one's; the rest of the file stays.
  if (vacated && file.mode === "block" && diskAt(context, path).kind === "text") {
    const block = subjectOf("block", path, diskAt(context, path), file);
    return { ...block, now: { kind: "absent" } };
  }
  return subjectOf(file.mode, path, vacated ? { kind: "absent" } : diskAt(context, path), file);
}

/** The id that the manifest has at a path. */
export function ownerOf(path: string, { situation }: Context): string | undefined {
  const key = collisionKey(path);
  const found = Object.entries(situation.manifest?.files ?? {}).find(([, entry]) => collisionKey(entry.path) === key);
  return found?.[0];
}

/** The id that keeps a path that another template wants: the user said so, or it is a seed, which nobody moves. */
export function claimantOf(path: string, id: string, { claims }: Context): string | undefined {
  const owner = claims.get(collisionKey(path));
  return owner === id ? undefined : owner;
}

/** Whether what stands at the new destination is the missing file, which the user moved there before the template did. */
function isMovedThere(
  file: RenderedFile,
  entry: ManifestEntry,
  target: string,
  now: Subject["now"],
  context: Context,
): boolean {
  return [undefined, file.id].includes(ownerOf(target, context)) && isVersionOf(file, entry, now, context);
}

/** Whether what stands somewhere is a version of a known file, edited or not, rather than something else. */
export function isVersionOf(
  file: RenderedFile,
  entry: ManifestEntry,
  now: Subject["now"],
  { situation }: Context,
): boolean {
  if (now.kind !== "text") return false;
  const base = entry.base === undefined ? undefined : situation.bases.get(entry.base);
  const text = normalise(now.text);
  return text === file.text || hashOf(text) === entry.base || (base !== undefined && isSimilar(base, text));
}

// A rename that only changes case finds the file under both names where the file system does not tell case apart.
function isSameFile(a: Subject["now"], b: Subject["now"]): boolean {
  return a.kind === "text" && b.kind === "text" && a.inode !== undefined && a.inode === b.inode;
}

/** The changes that put a text in place, and take it away from where it was when it moves. */
export function write(
  place: Place,
  file: RenderedFile,
  entry: ManifestEntry,
  text: string,
  style: "template" | "users" = "template",
): FileChange[] {
  const executable = executableChange(entry, file);
  const moved = place.from !== place.target;
  // A block is put among what stands at its new place; a file takes its style along.
  const destination = moved && isPart(file.mode) ? place.there : place.source;
  const content = style === "users" ? destination.putStyled(text) : destination.put(text);
  if (!moved) return [{ path: place.target, content, executable }];
  const mode = !isPart(file.mode) && place.source.now.kind === "text" ? place.source.now.mode : undefined;
  return [
    { path: place.target, content, executable, mode },
    { path: place.from, content: place.source.drop() },
  ];
}
