import { realpathSync, statSync } from "node:fs";
import { delimiter, dirname, isAbsolute, relative, resolve } from "node:path";
import { Failure } from "../ui/failure.ts";
import { gitFolder, isBare, isGitDir, isThere } from "./git-folder.ts";

export type Env = Record<string, string | undefined>;

export interface Root {
  /** Real path of the repository's top folder; outside git, of the folder that was asked about. */
  root: string;
  git: "repository" | "none" | "bare";
  /** Set when `.git` is not at the root but `GIT_DIR` and `GIT_WORK_TREE` join the two, as for dotfiles. */
  gitDir?: string;
}

/**
 * Finds the repository around `cwd` as git does, without starting it: upwards to the first `.git`,
 * stopping at `GIT_CEILING_DIRECTORIES` and at file system boundaries.
 *
 * A folder's own `.git` wins over `GIT_DIR`: hooks and `git rebase --exec` leave that variable behind,
 * and following it would stamp one repository with the state of another. It counts where no `.git` is found.
 *
 * @throws Failure `not-a-directory`
 */
export async function findRoot(cwd: string, env: Env = process.env): Promise<Root> {
  return locate(cwd, env);
}

/** `findRoot`, synchronously. */
export function locate(cwd: string, env: Env): Root {
  const start = realFolder(cwd);
  if (start === undefined) throw new Failure("not-a-directory", { path: cwd });
  for (const folder of upwards(start, env)) {
    if (isThere(resolve(folder, ".git"))) return { root: folder, git: kindAt(folder) };
    if (isGitDir(folder)) return { root: folder, git: "bare" };
  }
  return fromEnvironment(start, cwd, env) ?? { root: start, git: "none" };
}

function kindAt(folder: string): Root["git"] {
  const found = gitFolder(folder);
  return found !== undefined && isBare(found) ? "bare" : "repository";
}

function* upwards(start: string, env: Env): Generator<string> {
  const ceilings = (env.GIT_CEILING_DIRECTORIES ?? "").split(delimiter).filter(isAbsolute).map(realFolder);
  const crossing = /^(true|yes|on|[1-9]\d*)$/i.test(env.GIT_DISCOVERY_ACROSS_FILESYSTEM ?? "");
  const device = statSync(start).dev;
  for (let folder = start; ; folder = dirname(folder)) {
    yield folder;
    const parent = dirname(folder);
    if (parent === folder || ceilings.includes(parent)) return;
    if (!crossing && statSync(parent).dev !== device) return;
  }
}

function fromEnvironment(start: string, cwd: string, env: Env): Root | undefined {
  if (!env.GIT_DIR || !env.GIT_WORK_TREE) return undefined;
  const root = realFolder(resolve(cwd, env.GIT_WORK_TREE));
  const gitDir = realFolder(resolve(cwd, env.GIT_DIR));
  if (root === undefined || gitDir === undefined || !isGitDir(gitDir)) return undefined;
  const below = relative(root, start);
  if (below.startsWith("..") || isAbsolute(below)) return undefined;
  return { root, git: "repository", gitDir };
}

function realFolder(path: string): string | undefined {
  try {
    return statSync(path).isDirectory() ? realpathSync(path) : undefined;
  } catch {
    return undefined;
  }
}
