import path from "node:path";
import fs from "fs-extra";
import { namesIn } from "../pack/disk.ts";
import { unlessMissing } from "../pack/errno.ts";
import type { GitOptions } from "../repo/git.ts";
import { type GitDates, isWithin, readDates } from "../repo/touched.ts";

/** Two years. What nobody has touched for longer is as old as that. */
const longest = 2 * 365 * 24 * 60 * 60 * 1000;

/**
 * When things were touched last: by git, or by the date of the file where git does not have it as it is on disk.
 *
 * @param things files and folders that make up each, relative to the repository
 * @returns a date for each; `undefined` for what is not there
 */
export async function touchedDates(
  root: string,
  things: readonly (readonly string[])[],
  now: Date,
  git: GitOptions,
): Promise<(Date | undefined)[]> {
  if (things.length === 0) return [];
  const horizon = new Date(now.getTime() - longest);
  const known = await readDates(root, [...new Set(things.flat())], horizon, git);
  return Promise.all(things.map((paths) => touchedDate(root, paths, known, horizon)));
}

async function touchedDate(root: string, paths: readonly string[], known: GitDates | undefined, horizon: Date) {
  const onDisk = known === undefined ? paths : paths.flatMap((each) => uncommittedIn(each, known));
  const committed = paths.flatMap((each) => known?.committed.get(each) ?? []);
  const written = await Promise.all(onDisk.map((each) => fileDate(root, each)));
  const dates = [...committed, ...written.flatMap((date) => date ?? [])];
  if (dates.length > 0) return newest(dates);
  return known !== undefined && (await fs.pathExists(path.join(root, paths[0] ?? ""))) ? horizon : undefined;
}

/** What of a file or folder git does not have: some files in it, or all of it where it is ignored as a whole. */
function uncommittedIn(each: string, { uncommitted }: GitDates): string[] {
  return uncommitted.some((other) => isWithin(each, other))
    ? [each]
    : uncommitted.filter((other) => isWithin(other, each));
}

/** When a file was written, or the newest of the files right in a folder. */
async function fileDate(root: string, relative: string): Promise<Date | undefined> {
  const full = path.join(root, relative);
  const stats = await unlessMissing(fs.lstat(full));
  if (!stats?.isDirectory()) return stats?.mtime;
  const inside = await Promise.all((await namesIn(full)).map((name) => unlessMissing(fs.lstat(path.join(full, name)))));
  // A folder without files has only its own date.
  return newest(inside.flatMap((file) => (file === undefined || file.isDirectory() ? [] : file.mtime))) ?? stats.mtime;
}

const newest = (dates: readonly Date[]): Date | undefined =>
  dates.length === 0 ? undefined : new Date(Math.max(...dates.map((date) => date.getTime())));
