import { encodeBase } from "./base.ts";
import type { Decision } from "./decide/types.ts";
import type { Installed } from "./gather.ts";
import { hashOf } from "./hash.ts";
import { parseManifest, serialiseManifest } from "./manifest.ts";
import { basesDir, configPath, manifestPath, stateDir } from "./paths.ts";
import { normalise } from "./text.ts";
import type { FileChange, FileReport } from "./types.ts";

/** Formatters, line-ending conversion and reviewers never meet the stored bases. */
const attributes = "* linguist-generated\nbases/* -text -diff linguist-generated\n";

/** What the tool's own files hold now, as far as an upgrade needs to know. */
export interface OwnFiles {
  installed: Installed;
  /** Names (hashes) of the bases stored, whole or not. */
  storedBases: ReadonlySet<string>;
  attributes: string | undefined;
}

/** Everything that is to be written, in order, and the lines of the report for the tool's own files. */
export interface Assembled {
  changes: FileChange[];
  reports: FileReport[];
}

/**
 * Puts a decision together with what the tool keeps for itself: bases, the manifest, the user's config.
 * Only what differs from the disk is written; the manifest comes last, as the commit point.
 *
 * @param known bases that stand on disk and are whole
 * @param configText the config as it should be
 */
export function assemble(decision: Decision, own: OwnFiles, known: ReadonlySet<string>, configText: string): Assembled {
  const missing = [...decision.bases].filter(([hash]) => !known.has(hash));
  const bases = missing.map(([hash, text]): FileChange => ({ path: `${basesDir}/${hash}`, content: encodeBase(text) }));
  const notes = changed(`${stateDir}/.gitattributes`, own.attributes, attributes);
  const config = changed(configPath, own.installed.configText, configText);
  const manifest = changedManifest(decision, own.installed);
  const needed = [...bases, ...notes, ...decision.changes, ...config, ...manifest];
  if (needed.length === 0) return { changes: [], reports: [] };
  const unused = unusedBases(decision, own);
  const reports = [
    ...config.map(({ path }) => report(path, own.installed.configText, "your answers", "your answers changed")),
    ...[...bases, ...notes, ...unused, ...manifest].map(({ path, content }) => ownReport(path, content, own)),
  ];
  return { changes: [...unused, ...needed], reports };
}

/** Bases that nothing refers to any more. They harm nobody, so they go along with other changes and are never a reason to write. */
function unusedBases(decision: Decision, own: OwnFiles): FileChange[] {
  const entries = Object.values(decision.manifest.files).filter(({ mode }) => mode !== "seed");
  const remembered = new Set(entries.flatMap(({ base }) => base ?? []));
  return [...own.storedBases]
    .filter((hash) => !remembered.has(hash))
    .map((hash) => ({ path: `${basesDir}/${hash}`, content: null }));
}

// A checkout may have changed the line ends.
function changed(path: string, before: string | undefined, after: string): FileChange[] {
  if (before !== undefined && normalise(before) === normalise(after)) return [];
  return [{ path, content: after, seen: before === undefined ? null : hashOf(before) }];
}

/** The manifest, when it says something else than before; how a formatter laid it out does not count. */
function changedManifest({ manifest }: Decision, { manifest: before, manifestText }: Installed): FileChange[] {
  const text = serialiseManifest(manifest);
  refuseUnreadable(text);
  return before !== undefined && serialiseManifest(before) === text ? [] : changed(manifestPath, manifestText, text);
}

/** What is written now must be readable for ever after: a mistake of ours is better found before it is on the disk. */
function refuseUnreadable(manifest: string): void {
  try {
    parseManifest(manifest);
  } catch (error) {
    throw new Error("the manifest would not be readable again", { cause: error });
  }
}

function report(path: string, before: string | undefined, isNew: string, isChanged: string): FileReport {
  return before === undefined
    ? { path, action: "created", reason: isNew }
    : { path, action: "updated", reason: isChanged };
}

function ownReport(path: string, content: string | null, own: OwnFiles): FileReport {
  if (content === null) return { path, action: "deleted", reason: "no template refers to this base any more" };
  if (path === manifestPath)
    return report(path, own.installed.manifestText, "what is installed", "what is installed changed");
  if (path.startsWith(basesDir)) return report(path, undefined, "the text that a later upgrade merges from", "");
  return report(path, own.attributes, "keeps git and formatters away from the bases", "brought back");
}
