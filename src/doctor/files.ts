import { type BlockSearch, findBlock } from "../pack/block.ts";
import type { Situation } from "../pack/decide/types.ts";
import { findHook } from "../pack/hook.ts";
import { isPart, type ManifestEntry } from "../pack/types.ts";

/** A file that the manifest knows, and what of it is ours. */
export interface InstalledFile {
  id: string;
  entry: ManifestEntry;
  /** The file's whole text. */
  whole: string;
  /** Our part: all of it, or the part that is, with everything around it blank so that lines keep their numbers. */
  text: string;
}

/** The installed files that are there, readable, and not ejected. */
export function installedFiles({ manifest, disk }: Situation): InstalledFile[] {
  return Object.entries(manifest?.files ?? {}).flatMap(([id, entry]) => {
    const now = disk.get(entry.path);
    if (now?.kind !== "text" || entry.state === "ejected") return [];
    const text = isPart(entry.mode) ? partOf(now.text, entry) : now.text;
    return text === undefined ? [] : [{ id, entry, whole: now.text, text }];
  });
}

/** Our part of a file that is otherwise the user's. */
export const findPart = (whole: string, { mode, path }: ManifestEntry): BlockSearch =>
  mode === "hook" ? findHook(whole) : findBlock(whole, path);

function partOf(whole: string, entry: ManifestEntry): string | undefined {
  const part = findPart(whole, entry);
  if (part.kind !== "found") return undefined;
  return whole.slice(0, part.start).replace(/[^\n]/g, "") + whole.slice(part.start, part.end);
}
