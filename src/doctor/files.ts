import { findBlock } from "../pack/block.ts";
import type { Situation } from "../pack/decide/types.ts";
import type { ManifestEntry } from "../pack/types.ts";

/** A file that the manifest knows, and what of it is ours. */
export interface InstalledFile {
  id: string;
  entry: ManifestEntry;
  /** The file's whole text. */
  whole: string;
  /** Our part: all of it, or what stands in our block, with everything around it blank so that lines keep their numbers. */
  text: string;
}

/** The installed files that are there, readable, and not ejected. */
export function installedFiles({ manifest, disk }: Situation): InstalledFile[] {
  return Object.entries(manifest?.files ?? {}).flatMap(([id, entry]) => {
    const now = disk.get(entry.path);
    if (now?.kind !== "text" || entry.state === "ejected") return [];
    const text = entry.mode === "block" ? blockOf(now.text, entry.path) : now.text;
    return text === undefined ? [] : [{ id, entry, whole: now.text, text }];
  });
}

function blockOf(whole: string, path: string): string | undefined {
  const block = findBlock(whole, path);
  if (block.kind !== "found") return undefined;
  return whole.slice(0, block.start).replace(/[^\n]/g, "") + whole.slice(block.start, block.end);
}
