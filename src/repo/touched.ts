import { relative, resolve, sep } from "node:path";
import { type GitOptions, openGit } from "./git.ts";
import { locate } from "./root.ts";

/** What git knows of when files were touched. */
export interface GitDates {
  /** By path, as it was asked about: when the newest commit that touches it or what is below it was made. */
  committed: Map<string, Date>;
  /** Files and folders that git does not have as they are on disk: changed, new or ignored. */
  uncommitted: string[];
}

/**
 * Asks git when some files and folders were touched last: two processes side by side, which walk history no further back than `horizon`.
 *
 * @param root the repository's top folder, or a folder in it; paths are relative to it
 * @param paths literal, `/`-separated
 * @returns `undefined` when git cannot tell
 * @throws the signal's reason when it is aborted
 */
export async function readDates(
  root: string,
  paths: readonly string[],
  horizon: Date,
  options: GitOptions = {},
): Promise<GitDates | undefined> {
  const place = locate(root, options.env ?? process.env);
  if (place.git !== "repository") return undefined;
  const git = openGit(root, place, options);
  try {
    const [log, status] = await Promise.all([
      git.raw([...["--literal-pathspecs", "log", `--since=${horizon.toISOString()}`], ...logFormat, "--", ...paths]),
      git.raw([...["--literal-pathspecs", "status"], ...statusFormat, "--", ...paths]),
    ]);
    const seenFromRoot = (file: string) => relative(root, resolve(place.root, file)).split(sep).join("/");
    return { committed: parseDates(log, paths), uncommitted: parseUncommitted(status).map(seenFromRoot) };
  } catch {
    options.signal?.throwIfAborted();
    return undefined;
  }
}

const logFormat = [
  ...["-z", "--name-only", "--relative", "--format=%x00%ct", "-c"],
  ...["--no-renames", "--no-ext-diff", "--no-color", "--no-show-signature"],
];

const statusFormat = ["--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--ignored=matching"];

/** Reads `git log -z --name-only` with the time of the committer, newest first. */
function parseDates(output: string, paths: readonly string[]): Map<string, Date> {
  const dates = new Map<string, Date>();
  let at: Date | undefined;
  for (const token of output.split("\0")) {
    const name = token.replace(/^\n/, "");
    // What is asked about lies in folders, so no name is a number.
    if (/^\d+$/.test(name)) at = new Date(Number(name) * 1000);
    const asked = at && paths.find((path) => isWithin(name, path) && !dates.has(path));
    if (at !== undefined && asked !== undefined) dates.set(asked, at);
  }
  return dates;
}

/** Reads `git status --porcelain -z`: two letters, a blank, and the path as seen from the top of the repository. */
const parseUncommitted = (output: string): string[] =>
  output
    .split("\0")
    .filter((record) => record !== "")
    .map((record) => record.slice(3).replace(/\/$/, ""));

/** Whether a path is another one, or below it. */
export const isWithin = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);
