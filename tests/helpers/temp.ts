import { execFile } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { devNull, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { onTestFinished } from "vitest";

const run = promisify(execFile);

/** A git that neither the machine's configuration nor the clock can influence. */
export const gitEnv: Record<string, string> = {
  PATH: process.env.PATH ?? "",
  HOME: tmpdir(),
  LC_ALL: "C",
  GIT_CONFIG_GLOBAL: devNull,
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_TERMINAL_PROMPT: "0",
  GIT_AUTHOR_NAME: "Test",
  GIT_AUTHOR_EMAIL: "test@example.org",
  GIT_AUTHOR_DATE: "2025-01-02T03:04:05Z",
  GIT_COMMITTER_NAME: "Test",
  GIT_COMMITTER_EMAIL: "test@example.org",
  GIT_COMMITTER_DATE: "2025-01-02T03:04:05Z",
};

/** Settings without which a scenario would depend on git's version. */
const settings = ["init.defaultBranch=main", "protocol.file.allow=always", "gc.auto=0"].flatMap((s) => ["-c", s]);

/**
 * Runs git in `dir` and returns its standard output without the last newline.
 * Rejects with git's own words when it exits with anything but 0.
 */
export async function git(dir: string, ...args: string[]): Promise<string> {
  const { stdout } = await run("git", [...settings, ...args], { cwd: dir, env: gitEnv, maxBuffer: 2 ** 28 });
  return stdout.replace(/\n$/, "");
}

/** Real path of a new empty folder that the caller removes, or that goes with all others at the end of the whole run. */
export async function makeTempDir(): Promise<string> {
  return realpath(await mkdtemp(join(tmpdir(), "plan-init-")));
}

/** Removes what `makeTempDir` made. */
export async function removeTempDir(dir: string): Promise<void> {
  await rm(dir, { recursive: true, force: true, maxRetries: 3 });
}

/** Real path of a new empty folder, removed when the running test has finished. */
export async function tempDir(): Promise<string> {
  const dir = await makeTempDir();
  onTestFinished(() => removeTempDir(dir));
  return dir;
}

/** Writes files given as path → text below `dir`, with their folders. */
export async function writeFiles(dir: string, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
}

/** Makes `dir` a repository on the branch `main` with everything in it committed. */
export async function commitAll(dir: string, message = "Start"): Promise<void> {
  await git(dir, "init", "--quiet");
  await git(dir, "add", "--all");
  await git(dir, "commit", "--quiet", "--allow-empty", "--message", message);
}
