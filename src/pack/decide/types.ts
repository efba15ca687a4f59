import type { Favour } from "../merge/types.ts";
import type { FileChange, FileReport, Manifest, ManifestEntry, OnDisk, RenderedFile } from "../types.ts";

/** Everything a decision depends on, gathered beforehand. */
export interface Situation {
  /** What is installed; `undefined` where plan-init has never been, or lost its memory. */
  manifest: Manifest | undefined;
  /** What the packs would write with the answers as they are now. */
  rendered: readonly RenderedFile[];
  /** What stands at every path concerned, sidecars included; a path that is not listed is absent. */
  disk: ReadonlyMap<string, OnDisk>;
  /** Stored bases by hash, each checked against its hash; missing and tampered ones are not listed. */
  bases: ReadonlyMap<string, string>;
  /** Text files near a missing one that no template stands behind: where the user may have moved it. */
  strays: ReadonlyMap<string, string>;
  /** Labels of the conflict markers, e.g. `template 1.0.0` and `template 1.1.0`. */
  labels: { base: string; incoming: string };
}

export interface DecideOptions {
  conflict: "markers" | "files" | "abort";
  /** Plain line merging only. */
  strict: boolean;
  /** Which side wins the conflicting hunks of a file; `undefined` where neither does. */
  favour: (path: string) => Favour | undefined;
  /** Whether the template replaces whatever the user has at a path. */
  force: (path: string) => boolean;
  /** Paths to bring back. */
  restore: ReadonlySet<string>;
  /** Paths to leave alone for good. */
  eject: ReadonlySet<string>;
  /** Where the user keeps a file that the pack has elsewhere: template's destination → the user's path. */
  relink: ReadonlyMap<string, string>;
}

/** What becomes of one template id. */
export interface Verdict {
  report: FileReport;
  changes: FileChange[];
  /** What the manifest remembers from now on; `undefined` forgets the id. */
  entry: ManifestEntry | undefined;
}

/** The whole of a dry run; applying it is a matter of writing `changes`, `bases` and `manifest`. */
export interface Decision {
  reports: FileReport[];
  /** At most one change a path. */
  changes: FileChange[];
  manifest: Manifest;
  /** Base texts that must be stored, by hash; includes those that are stored already. */
  bases: Map<string, string>;
  /** Files with our unresolved conflict markers: nothing at all may be done before they are resolved. */
  unresolved: { path: string; line: number }[];
}

/** What the rows of the table share. */
export interface Context {
  situation: Situation;
  options: DecideOptions;
  /** Ids whose file at its old path goes away in this run, so that the path is free for another id. */
  vacating: ReadonlySet<string>;
  /** Paths (as `collisionKey`) that an id keeps although another template wants them. */
  claims: ReadonlyMap<string, string>;
}
