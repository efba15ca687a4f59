import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** What the file system alone says about a checkout; reading it spares a process each. */
export interface GitFolder {
  /** Where HEAD is: `.git`, or where a `.git` file points. */
  gitDir: string;
  /** Where branches and objects are: the main repository's folder when this is a linked worktree. */
  commonDir: string;
  checkout: "main" | "worktree" | "submodule";
}

/** Whether something of that name is there, even a dangling link. */
export function isThere(path: string): boolean {
  return kindOf(path) !== undefined;
}

function kindOf(path: string): "file" | "folder" | "other" | undefined {
  try {
    const stat = lstatSync(path);
    if (stat.isFile()) return "file";
    return stat.isDirectory() ? "folder" : "other";
  } catch {
    return undefined;
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** The git folder of the checkout at `root`, or `undefined` when its `.git` leads nowhere (gitrepository-layout(5)). */
export function gitFolder(root: string): GitFolder | undefined {
  const gitDir = followGitFile(join(root, ".git"));
  if (gitDir === undefined || !isThere(join(gitDir, "HEAD"))) return undefined;
  const common = readText(join(gitDir, "commondir"))?.trim();
  if (common) return { gitDir, commonDir: resolve(gitDir, common), checkout: "worktree" };
  // `git init --separate-git-dir` leaves a `.git` file too, so the file alone does not make a submodule.
  const inModules = kindOf(join(root, ".git")) === "file" && /[\\/]modules[\\/]/.test(gitDir);
  return { gitDir, commonDir: gitDir, checkout: inModules ? "submodule" : "main" };
}

function followGitFile(path: string): string | undefined {
  if (kindOf(path) !== "file") return path;
  const target = /^gitdir: (.+?)\r?\n?$/.exec(readText(path) ?? "")?.[1];
  return target === undefined ? undefined : resolve(dirname(path), target);
}

/** Whether `folder` is itself a repository's folder: a bare one, or the inside of `.git` (git's `is_git_directory`). */
export function isGitDir(folder: string): boolean {
  return isThere(join(folder, "HEAD")) && isThere(join(folder, "refs")) && isThere(join(folder, "objects"));
}

/** Whether a main checkout is none because its configuration says `core.bare`; worktrees and submodules ignore that. */
export function isBare({ gitDir, checkout }: GitFolder): boolean {
  if (checkout !== "main") return false;
  const configs = ["config", "config.worktree"].map((name) => readText(join(gitDir, name)) ?? "");
  return configs.some((config) => /^[ \t]*bare[ \t]*=[ \t]*(true|yes|on|1)[ \t]*\r?$/im.test(config));
}

/** Whether history was cut off (`git clone --depth`). */
export function isShallow({ commonDir }: GitFolder): boolean {
  return isThere(join(commonDir, "shallow"));
}

/** Whether there is certainly no branch yet, as after `git init`: nothing loose, nothing packed, no reftable. */
export function hasNoBranches({ commonDir }: GitFolder): boolean {
  if (isThere(join(commonDir, "packed-refs")) || isThere(join(commonDir, "reftable"))) return false;
  try {
    return readdirSync(join(commonDir, "refs/heads")).length === 0 && !isThere(join(commonDir, "refs/remotes"));
  } catch {
    return false;
  }
}

/** Whether HEAD names a branch of exactly this name. */
export function headNames({ gitDir }: GitFolder, branch: string): boolean {
  return readText(join(gitDir, "HEAD"))?.trimEnd() === `ref: refs/heads/${branch}`;
}

/**
 * The commit that HEAD is at, as far as plain files tell: `undefined` when it has to be asked for (a reftable, a branch that is
 * a link to another, no commits).
 */
export function headCommit({ gitDir, commonDir }: GitFolder): string | undefined {
  const head = readText(join(gitDir, "HEAD"))?.trimEnd() ?? "";
  const ref = /^ref: (refs\/\S+)$/.exec(head)?.[1];
  if (ref === undefined) return asHash(head);
  const loose = readText(join(commonDir, ref));
  if (loose !== undefined) return asHash(loose.trimEnd());
  const packed = readText(join(commonDir, "packed-refs"))?.split("\n") ?? [];
  return asHash(packed.find((line) => line.endsWith(` ${ref}`))?.split(" ")[0] ?? "");
}

const asHash = (text: string): string | undefined => (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text) ? text : undefined);
