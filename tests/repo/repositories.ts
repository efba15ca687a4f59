import { join } from "node:path";
import type { Baseline } from "../../src/repo/facts.ts";
import { type GitOptions, readGit } from "../../src/repo/git.ts";
import { commitAll, git, gitEnv, tempDir, writeFiles } from "../helpers/temp.ts";

export const read = (dir: string, options: GitOptions = {}) => readGit(dir, { env: gitEnv, ...options });

export const baselineOf = async (dir: string, options?: GitOptions) => (await read(dir, options)).baseline;

/** A repository of one committed file. */
export async function repository(): Promise<string> {
  const dir = await tempDir();
  await writeFiles(dir, { "a.txt": "a\n" });
  await commitAll(dir);
  return dir;
}

/** A clone of `repository()`, and the original. */
export async function clone(...args: string[]): Promise<{ origin: string; copy: string }> {
  const origin = await repository();
  const parent = await tempDir();
  await git(parent, "clone", "--quiet", ...args, `file://${origin}`, "copy");
  return { origin, copy: join(parent, "copy") };
}

/** What a plain repository with nothing uncommitted says. */
export async function cleanBaseline(dir: string): Promise<Baseline> {
  const commit = await git(dir, "rev-parse", "HEAD");
  return { kind: "commit", branch: "main", commit, dirty: false, upstream: null, shallow: false, checkout: "main" };
}
