import { type SimpleGit, simpleGit } from "simple-git";
import { branchesQuery, choices, defaultBranch, needsConfigured, parseBranches } from "./branches.ts";
import type { Baseline, GitFacts } from "./facts.ts";
import { childEnv, committingEnv, reachingEnv } from "./git-env.ts";
import { type GitFolder, gitFolder, hasNoBranches, headNames, isShallow } from "./git-folder.ts";
import { explainTrouble, noRepository, noWorkTree } from "./git-trouble.ts";
import { type Env, locate, type Root } from "./root.ts";
import { parseStatus, type Status } from "./status.ts";

export { findRoot, type Root } from "./root.ts";

export interface GitOptions {
  env?: Env;
  /** How long git may stay silent, in milliseconds. */
  timeout?: number;
  signal?: AbortSignal;
}

const statusQuery = [
  "status",
  "--porcelain=v2",
  "--branch",
  // Names are bytes, not quoted C strings.
  "-z",
  // A folder of untracked files is named, not walked: what counts is whether there is one.
  "--untracked-files=normal",
  // Comparing contents to find renames reads objects that a partial clone lacks.
  "--no-renames",
  // `status.aheadBehind=false` would leave the counts out.
  "--ahead-behind",
  // A look inside a submodule starts another git there, with that repository's configuration.
  "--ignore-submodules=dirty",
  "--",
  ":/",
  // Planning state changes all the time; a plan is not stale because it was written down.
  ":(exclude)planning",
];

// `--default` has git print a line in any case: simple-git waits 50 ms for output that never comes.
const configuredQuery = ["config", "--default", "", "--get", "init.defaultBranch"];

/**
 * Asks git where the repository stands: one process that does not write. Whatever goes wrong with git is an answer too:
 * a baseline of kind `none` that says why.
 *
 * @param root the repository's top folder, or a folder in it; changes in its `planning/` do not count
 * @throws Failure `not-a-directory`; the signal's reason when it is aborted
 */
export async function readBaseline(root: string, options: GitOptions = {}): Promise<Baseline> {
  return asking(root, options, (place) => askBaseline(openGit(root, place, options), place), nowhere);
}

/**
 * Asks git where the repository stands and which branch work starts from: two processes side by side, a third when the
 * default branch is unclear. Trouble is an answer, as it is for `readBaseline`.
 *
 * @param root as for `readBaseline`
 * @throws Failure `not-a-directory`; the signal's reason when it is aborted
 */
export async function readGit(root: string, options: GitOptions = {}): Promise<GitFacts> {
  const nothing = (why: string): GitFacts => ({ baseline: nowhere(why), defaultBranch: undefined, branches: [] });
  return asking(root, options, (place) => askAll(openGit(root, place, options), place), nothing);
}

async function asking<Answer>(
  root: string,
  options: GitOptions,
  ask: (place: Root) => Promise<Answer>,
  without: (why: string) => Answer,
): Promise<Answer> {
  const place = locate(root, options.env ?? process.env);
  if (place.git === "none") return without(noRepository);
  if (place.git === "bare") return without(noWorkTree);
  try {
    return await ask(place);
  } catch (error) {
    options.signal?.throwIfAborted();
    return without(explainTrouble(error instanceof Error ? error.message : String(error), place.root));
  }
}

const nowhere = (why: string): Baseline => ({ kind: "none", why });

async function askBaseline(git: SimpleGit, place: Root): Promise<Exclude<Baseline, { kind: "none" }>> {
  const status = parseStatus(await git.raw(statusQuery));
  if (status === undefined) throw new Error("its answer was cut off");
  return toBaseline(status, gitFolder(place.root));
}

async function askAll(git: SimpleGit, place: Root): Promise<GitFacts> {
  const folder = gitFolder(place.root);
  const [baseline, refs] = await Promise.all([
    askBaseline(git, place),
    folder !== undefined && hasNoBranches(folder) ? "" : git.raw(branchesQuery),
  ]);
  const branches = parseBranches(refs);
  const configured = needsConfigured(branches) ? (await git.raw(configuredQuery)).trim() : "";
  return {
    baseline,
    defaultBranch: defaultBranch(branches, configured || undefined) ?? unbornBranch(baseline, branches.local),
    branches: choices(branches.local, baseline.branch),
  };
}

/**
 * A git that only looks.
 *
 * @param root where it is asked from
 * @param place what `locate` says of that folder
 */
export function openGit(root: string, place: Root, options: GitOptions): SimpleGit {
  return open(root, childEnv(options.env ?? process.env, place), options);
}

/** A git that may fetch, fast-forward and push: the only one that uses the network. Parameters as for `openGit`. */
export function openSyncingGit(root: string, place: Root, options: GitOptions): SimpleGit {
  return open(root, reachingEnv(options.env ?? process.env, place), options);
}

/**
 * A git that makes commits with an index of its own, and leaves the user's alone. Parameters as for `openGit`.
 *
 * @param index absolute path of that index
 */
export function openCommittingGit(root: string, place: Root, index: string, options: GitOptions): SimpleGit {
  return open(root, { ...committingEnv(options.env ?? process.env, place), GIT_INDEX_FILE: index }, options);
}

function open(root: string, variables: Record<string, string>, { timeout = 30_000, signal }: GitOptions): SimpleGit {
  return simpleGit({
    baseDir: root,
    // A monitor is a program that the repository's configuration names; looking must not start it. Names are not to be escaped.
    config: ["core.fsmonitor=false", "core.quotePath=false"],
    // `git-env.ts` chose each of them.
    allowEnvironment: Object.keys(variables),
    unsafe: {
      allowUnsafeFsMonitor: true,
      allowUnsafeConfigPaths: true,
      allowUnsafeConfigEnvCount: true,
      allowUnsafeSshCommand: true,
      allowUnsafeAskPass: true,
      allowUnsafeGitProxy: true,
    },
    // By default simple-git drops output that comes later than 50 ms after the exit.
    completion: { onClose: true, onExit: false },
    timeout: { block: timeout },
    ...(signal && { abort: signal }),
  }).env(variables);
}

function toBaseline(status: Status, folder: GitFolder | undefined): Exclude<Baseline, { kind: "none" }> {
  const checkout = folder?.checkout ?? "main";
  if (status.commit === undefined) {
    if (status.head === "(unknown)") throw new Error("HEAD names a branch that is damaged");
    return { kind: "unborn", branch: status.head, checkout };
  }
  // `(detached)` is a valid name for a branch.
  const detached = status.head === "(detached)" && !(folder && headNames(folder, status.head));
  return {
    kind: "commit",
    branch: detached ? null : status.head,
    commit: status.commit,
    dirty: status.dirty,
    upstream: status.upstream,
    shallow: folder !== undefined && isShallow(folder),
    checkout,
  };
}

/** Before the first commit there is no branch to find, only the one that HEAD names. */
function unbornBranch(baseline: Baseline, local: string[]): string | undefined {
  return baseline.kind === "unborn" && local.length === 0 ? baseline.branch : undefined;
}
