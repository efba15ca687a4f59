import { hashOf } from "../../pack/hash.ts";
import {
  backlogDir,
  capabilitiesDir,
  memoryPath,
  predictionStates,
  predictionsDir,
  resourcesPath,
  treePath,
  vaultDir,
  vaultStates,
  visionPath,
} from "../paths.ts";

/** Files by path, each with a hash of its text. */
export type Seen = Record<string, string>;

/** Stands for a folder: work that execution refused, by run, wherever that run lies by now. */
export const refusals = "refusals";

/** What a new run may be about, by group: files, and folders of documents. */
export const watched = {
  vision: [visionPath],
  resources: [resourcesPath],
  tree: [treePath],
  predictions: predictionStates.map(predictionsDir),
  vault: vaultStates.map(vaultDir),
  backlog: [backlogDir],
  capabilities: [capabilitiesDir],
  refusals: [refusals],
} satisfies Record<string, readonly string[]>;

/** Enough of a hash to tell texts apart. */
export const shortHash = (text: string): string => hashOf(text).slice(0, 16);

const groupOf = (path: string): string | undefined =>
  Object.entries(watched).find(([, places]) =>
    places.some((place) => path === place || path.startsWith(`${place}/`)),
  )?.[0];

/** A hash for each group that has files. */
export function groupHashes(seen: Seen): Record<string, string> {
  const groups = new Map<string, string[]>();
  for (const path of Object.keys(seen).sort()) {
    const group = groupOf(path);
    if (group !== undefined) groups.set(group, [...(groups.get(group) ?? []), `${path} ${seen[path]}`]);
  }
  return Object.fromEntries([...groups].map(([group, rows]) => [group, shortHash(rows.join("\n"))]));
}

/** The groups that differ. */
export const changedGroups = (before: Record<string, string>, now: Record<string, string>): string[] =>
  Object.keys(watched).filter((group) => before[group] !== now[group]);

/**
 * What a run knows when it ends: what it saw at its beginning, and what it has written itself since. What somebody else changed in the
 * meantime is news for the next one.
 *
 * @param wrote paths that the run wrote or moved; the tree is its work in any case
 */
export function knownAtEnd(before: Seen, now: Seen, wrote: readonly string[]): Seen {
  const own = new Set([...wrote, treePath]);
  const kept = (seen: Seen, isOwn: boolean) => Object.entries(seen).filter(([path]) => own.has(path) === isOwn);
  return Object.fromEntries([...kept(before, false), ...kept(now, true)]);
}

/** What a run has seen that looks once more: what it has changed itself since stays as it was, so that the change is still seen. */
export function seenAgain(before: Seen, now: Seen): Seen {
  const own = [treePath, memoryPath];
  const kept = Object.entries(before).filter(([path]) => own.includes(path));
  return {
    ...Object.fromEntries(Object.entries(now).filter(([path]) => !own.includes(path))),
    ...Object.fromEntries(kept),
  };
}
