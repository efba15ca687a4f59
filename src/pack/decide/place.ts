import type { FileChange, ManifestEntry, OnDisk, RenderedFile } from "../types.ts";
import { type Subject, subjectOf } from "./subject.ts";
import type { Context } from "./types.ts";
import { executableChange } from "./verdicts.ts";

/** Where a known file is and where it belongs. */
export interface Place {
  from: string;
  target: string;
  /** The file, or block, as it stands at `from`. */
  source: Subject;
  /** A user's file stands where the template wants to move (row 19). */
  occupied: boolean;
}

/** Finds a known file: where it was left, or where the user has already moved it. */
export function placeOf(file: RenderedFile, entry: ManifestEntry, context: Context): Place {
  const relinked = context.options.relink.get(entry.path);
  const target = relinked ?? (entry.movedFrom === undefined ? file.path : entry.path);
  const preamble = entry.preamble ?? file.preamble;
  const looked = (path: string) => subjectOf(file.mode, path, diskAt(context, path), preamble);
  const left = looked(relinked ?? entry.path);
  const there = looked(target);
  const alreadyMoved =
    left.now.kind === "absent" && there.now.kind !== "absent" && !ownedByAnother(target, file, context);
  const from = relinked ?? (alreadyMoved ? target : entry.path);
  return {
    from,
    target,
    source: alreadyMoved ? there : left,
    occupied:
      from !== target && there.now.kind !== "absent" && !isSameFile(left.now, there.now) && !vacated(target, context),
  };
}

export const diskAt = (context: Context, path: string): OnDisk =>
  context.situation.disk.get(path) ?? { kind: "absent" };

/** The id that the manifest has at a path. */
function ownerOf(path: string, context: Context): string | undefined {
  const files = context.situation.manifest?.files ?? {};
  return Object.keys(files).find((id) => files[id]?.path === path);
}

function ownedByAnother(path: string, file: RenderedFile, context: Context): boolean {
  const owner = ownerOf(path, context);
  return owner !== undefined && owner !== file.id;
}

function vacated(path: string, context: Context): boolean {
  const owner = ownerOf(path, context);
  return owner !== undefined && context.vacating.has(owner);
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
  context: Context,
  style: "template" | "users" = "template",
): FileChange[] {
  const executable = executableChange(entry, file);
  const target =
    file.mode === "block" && place.from !== place.target
      ? subjectOf("block", place.target, diskAt(context, place.target), file.preamble)
      : place.source;
  const content = style === "users" ? target.putStyled(text) : target.put(text);
  const kept = place.source.now.kind === "text" ? place.source.now.executable : undefined;
  const moved = place.from !== place.target;
  const here: FileChange = { path: place.target, content, executable: executable ?? (moved ? kept : undefined) };
  return moved ? [here, { path: place.from, content: place.source.drop() }] : [here];
}
