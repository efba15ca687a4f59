/**
 * How a file is kept up to date. `merge`: three-way. `seed`: created once, then the user's. `block`: only what stands between our
 * markers. `hook`: only our hook, in the settings of Claude Code.
 */
export const fileModes = ["merge", "seed", "block", "hook"] as const;
export type FileMode = (typeof fileModes)[number];

/** Whether only a part of a file is ours, so that the rest of it is never touched. */
export const isPart = (mode: FileMode): boolean => mode === "block" || mode === "hook";

/**
 * What the manifest remembers of a file. `ejected` with a base: the pack dropped it while the user had edits;
 * `ejected` without one: the user said to leave it alone for good.
 */
export type FileState = "ok" | "conflicted" | "deleted" | "ejected" | "adopted";

/** One file of a pack, rendered with the answers; text is LF, without BOM, and ends in a newline. */
export interface RenderedFile {
  id: string;
  /** Destination relative to the repository, `/`-separated, already checked to be safe. */
  path: string;
  mode: FileMode;
  text: string;
  executable: boolean;
  /** What stands above a block where the file has to be created for it, e.g. `# Project`; LF, ends in a newline. */
  preamble?: string | undefined;
  /** Destinations this id had in earlier versions of the pack, newest first. */
  formerly: readonly string[];
  /** Older templates that the pack ships, rendered with the same answers: stand-ins for a lost base. */
  previous: readonly string[];
}

export interface ManifestEntry {
  path: string;
  mode: FileMode;
  state: FileState;
  /** SHA-256 (hex) of the LF text that was last rendered here; absent once the user ejected the file. */
  base?: string | undefined;
  /** The template's executable bit, recorded when set. */
  executable?: true | undefined;
  /** What was written above a block or hook when the file was created for it, perhaps nothing; it goes when the block goes. */
  preamble?: string | undefined;
  /** Line ends that were written to set a block apart in a file that was there; they go when the block goes. */
  gap?: number | undefined;
  /** Levels of JSON that were made around a hook; they go when the hook goes. */
  made?: number | undefined;
  /** The empty list or object that a hook came into, as it was laid out. */
  was?: string | undefined;
  /** The pack's destination, when the user keeps the file at `path` instead. */
  movedFrom?: string | undefined;
}

export interface PackVersion {
  name: string;
  version: string;
}

/** `planning/.plan-init/manifest.json`: what is installed. Sorted keys, no timestamps, no absolute paths. */
export interface Manifest {
  schema: 1;
  packs: PackVersion[];
  /** By template id. */
  files: Record<string, ManifestEntry>;
}

/** What stands at a path of the repository. */
export type OnDisk =
  | { kind: "absent" }
  /** `mode` are the permission bits; `inode` tells two names of one file apart from two files. */
  | { kind: "text"; text: string; executable: boolean; mode?: number; inode?: string }
  | { kind: "directory" }
  /** A file stands where the path needs a folder. */
  | { kind: "blocked"; by: string }
  /** `target` is relative to the repository when the link stays inside it. */
  | { kind: "symlink"; target: string }
  | { kind: "unreadable"; why: string }
  | { kind: "binary"; why: string };

/** What happens to a file; the words that reports use. */
export type Action =
  | "unchanged"
  | "created"
  | "updated"
  | "merged"
  | "conflict"
  | "kept"
  | "moved"
  | "deleted"
  | "adopted"
  | "restored"
  | "overwritten"
  | "ejected"
  | "skipped"
  | "resolved";

/** One line of the report. */
export interface FileReport {
  /** Template id; absent for files that no template stands behind (config, manifest). */
  id?: string | undefined;
  path: string;
  action: Action;
  /** One clause, no full stop, that says why. */
  reason: string;
  /** How hunks were merged, e.g. `{line: 2, word: 1}`. */
  how?: Record<string, number> | undefined;
  /** What the user may do about it, where there is something to do. */
  hint?: string | undefined;
}

/** One change to the repository. `content: null` deletes. */
export interface FileChange {
  path: string;
  content: string | null;
  /** New mode bit; `undefined` keeps what is there (or 0644 for a new file). */
  executable?: boolean | undefined;
  /** Permission bits that a file takes along from where it was. */
  mode?: number | undefined;
  /** Hash of what stood there when this was decided, `null` for nothing; when it is something else by now, nothing is written. */
  seen?: string | null | undefined;
}
