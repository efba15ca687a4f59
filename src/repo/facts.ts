import type { AgentId } from "../config/agents.ts";

export type CommandKind = "test" | "lint" | "typecheck" | "build";

/** A command that the repository shows to exist. */
export interface CommandCandidate {
  command: string;
  /** What shows it, e.g. `package.json scripts.test` or `Makefile target test`. */
  source: string;
}

/** What the repository says about itself, without asking anybody. */
export interface RepoFacts {
  /** Name from the main manifest, else the folder's name. */
  project: string;
  /** Ecosystems found, the main one first, e.g. `{id: "node", title: "Node.js (pnpm)"}`. */
  ecosystems: { id: string; title: string }[];
  /** e.g. `pnpm workspaces`, `turbo`, `nx`, `cargo workspace`; empty when it is no monorepo. */
  monorepo: string[];
  /** Best first; empty when the repository shows none. */
  commands: Record<CommandKind, CommandCandidate[]>;
  /** Documents worth reading first, at most 8 and within a byte budget, most important first. */
  context: string[];
  /** Agents in use. */
  agents: AgentId[];
}

/**
 * The files of a repository as detection sees them: read-only, relative `/` paths, bounded sizes.
 * The real one reads the disk lazily; tests give a record of paths and texts.
 */
export interface RepoView {
  /** Whether a file or folder stands there. */
  has(path: string): boolean;
  /** The text of a file, or `undefined` when it is absent, no file, not text, or larger than 1 MiB. */
  read(path: string): string | undefined;
  /** Names in a folder (`""` is the root), sorted, folders with a trailing `/`; empty when absent. At most 5,000. */
  list(folder: string): string[];
  /** Size of a file in bytes, or `undefined`. */
  size(path: string): number | undefined;
}

/** Where the repository stands in git. Uncommitted changes under `planning/` do not make it dirty. */
export type Baseline =
  | {
      kind: "commit";
      /** `null` when HEAD is detached. */
      branch: string | null;
      /** Full hash. */
      commit: string;
      dirty: boolean;
      /** `gone`: the branch it names is no longer there, ahead and behind are 0. */
      upstream: { name: string; ahead: number; behind: number; gone: boolean } | null;
      shallow: boolean;
      checkout: "main" | "worktree" | "submodule";
    }
  | { kind: "unborn"; branch: string; checkout: "main" | "worktree" | "submodule" }
  | { kind: "none"; why: string };

/** The whole answer of git that a scaffold needs. */
export interface GitFacts {
  baseline: Baseline;
  /** From `origin/HEAD`, else `init.defaultBranch` among the local branches, else main/master/trunk/develop (local, then of origin), else the only branch or the one to be born; `undefined` when unclear. */
  defaultBranch: string | undefined;
  /** Local branches to choose from when it is unclear, the current one first, at most 20. */
  branches: string[];
}
