import { isUtf8 } from "node:buffer";
import type { Dirent, Stats } from "node:fs";
import path from "node:path";
import fs from "fs-extra";
import { Failure } from "../ui/failure.ts";
import { describe } from "./disk-words.ts";
import { errnoOf, isMissing, unlessMissing } from "./errno.ts";
import type { OnDisk } from "./types.ts";

/** A managed file is a few kilobytes of text; reading more bytes would only serve to stall us. */
export const largestText = 2 * 1024 * 1024;

/**
 * Looks at one path of the repository without following any symbolic link on the way.
 *
 * @param root absolute, real path of the repository
 * @param relative safe `/`-separated path
 * @param largest bytes of the largest text that is read
 */
export async function observe(root: string, relative: string, largest = largestText): Promise<OnDisk> {
  try {
    return (await obstacle(root, relative)) ?? (await observeFile(root, relative, largest));
  } catch (error) {
    if (isMissing(error)) return { kind: "absent" };
    if (errnoOf(error) === undefined) throw error;
    return { kind: "unreadable", why: error instanceof Error ? error.message : String(error) };
  }
}

/** What on the way to a path keeps it from being a file of the repository. */
async function obstacle(root: string, relative: string): Promise<OnDisk | undefined> {
  const parents = relative.split("/").slice(0, -1);
  for (let depth = 1; depth <= parents.length; depth++) {
    const folder = parents.slice(0, depth).join("/");
    const stats = await fs.lstat(path.join(root, folder));
    if (stats.isSymbolicLink()) return symlink(root, folder);
    if (!stats.isDirectory()) return { kind: "blocked", by: folder };
  }
  return undefined;
}

async function observeFile(root: string, relative: string, largest: number): Promise<OnDisk> {
  const full = path.join(root, relative);
  const stats = await fs.lstat(full);
  if (stats.isSymbolicLink()) return symlink(root, relative);
  if (stats.isDirectory()) return { kind: "directory" };
  if (!stats.isFile()) return { kind: "unreadable", why: "it is not a regular file" };
  return readText(full, stats, largest);
}

async function symlink(root: string, relative: string): Promise<OnDisk> {
  const target = await fs.readlink(path.join(root, relative));
  const resolved = path.relative(root, path.resolve(root, path.dirname(relative), target));
  const inside = resolved !== "" && !/^\.\.(?:[\\/]|$)/.test(resolved) && !path.isAbsolute(resolved);
  return { kind: "symlink", target: inside ? resolved.split(path.sep).join("/") : target };
}

async function readText(full: string, stats: Stats, largest: number): Promise<OnDisk> {
  if (stats.size > largest) return { kind: "binary", why: `it has ${stats.size} bytes` };
  const text = decode(await fs.readFile(full));
  if (text === undefined) return { kind: "binary", why: "it is not UTF-8" };
  if (text.includes("\0")) return { kind: "binary", why: "it contains NUL bytes" };
  const mode = stats.mode & 0o777;
  return { kind: "text", text, executable: (mode & 0o100) !== 0, mode, inode: `${stats.dev}:${stats.ino}` };
}

const decode = (bytes: Buffer): string | undefined => (isUtf8(bytes) ? bytes.toString("utf8") : undefined);

/** What stands in a folder that was just there; nothing when another run has taken it away meanwhile. */
export const entriesIn = async (full: string): Promise<Dirent[]> =>
  (await unlessMissing(fs.readdir(full, { withFileTypes: true }))) ?? [];

/** The names of it. */
export const namesIn = async (full: string): Promise<string[]> => (await entriesIn(full)).map(({ name }) => name);

/**
 * The text at a path, or `undefined` when nothing stands there.
 *
 * @throws Failure `file-in-the-way` for a file where a folder should be, `not-a-text-file` for anything else but readable text
 */
export async function readOwnText(root: string, relative: string): Promise<string | undefined> {
  const now = await observe(root, relative);
  if (now.kind === "absent") return undefined;
  if (now.kind === "text") return now.text;
  throw oddPlace(relative, now);
}

/** The failure that names what stands in the place of a regular file. */
export function oddPlace(relative: string, now: OnDisk): Failure {
  if (now.kind === "blocked") return new Failure("file-in-the-way", { path: now.by, wanted: relative });
  return new Failure("not-a-text-file", { path: relative, found: describe(now) });
}
