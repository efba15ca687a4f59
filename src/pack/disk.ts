import type { Stats } from "node:fs";
import path from "node:path";
import fs from "fs-extra";
import { Failure } from "../ui/failure.ts";
import { describe } from "./disk-words.ts";
import { isMissing } from "./errno.ts";
import type { OnDisk } from "./types.ts";

// A managed file is a few kilobytes of text; reading more would only serve to stall us.
const largestText = 2 * 1024 * 1024;

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Looks at one path of the repository without following any symbolic link on the way.
 *
 * @param root absolute, real path of the repository
 * @param relative safe `/`-separated path
 * @throws Failure `file-in-the-way` when a file stands where a folder should be
 */
export async function observe(root: string, relative: string): Promise<OnDisk> {
  const parents = relative.split("/").slice(0, -1);
  for (let depth = 1; depth <= parents.length; depth++) {
    const folder = parents.slice(0, depth).join("/");
    const stats = await lstat(path.join(root, folder));
    if (stats === undefined) return { kind: "absent" };
    if (stats.isSymbolicLink()) return symlink(root, folder);
    if (!stats.isDirectory()) throw new Failure("file-in-the-way", { path: folder, wanted: relative });
  }
  const full = path.join(root, relative);
  const stats = await lstat(full);
  if (stats === undefined) return { kind: "absent" };
  if (stats.isSymbolicLink()) return symlink(root, relative);
  if (stats.isDirectory()) return { kind: "directory" };
  if (!stats.isFile()) return { kind: "unreadable", why: "it is not a regular file" };
  return readText(full, stats);
}

async function lstat(full: string): Promise<Stats | undefined> {
  try {
    return await fs.lstat(full);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function symlink(root: string, relative: string): Promise<OnDisk> {
  const target = await fs.readlink(path.join(root, relative));
  const resolved = path.relative(root, path.resolve(root, path.dirname(relative), target));
  const inside = resolved !== "" && !resolved.startsWith("..") && !path.isAbsolute(resolved);
  return { kind: "symlink", target: inside ? resolved.split(path.sep).join("/") : target };
}

async function readText(full: string, stats: Stats): Promise<OnDisk> {
  if (stats.size > largestText) return { kind: "binary", why: `it has ${stats.size} bytes` };
  try {
    const text = decoder.decode(await fs.readFile(full));
    if (text.includes("\0")) return { kind: "binary", why: "it contains NUL bytes" };
    return { kind: "text", text, executable: (stats.mode & 0o100) !== 0, inode: `${stats.dev}:${stats.ino}` };
  } catch (error) {
    if (error instanceof TypeError) return { kind: "binary", why: "it is not UTF-8" };
    return { kind: "unreadable", why: error instanceof Error ? error.message : String(error) };
  }
}

/** The text at a path, or `undefined` when nothing stands there; anything but readable text is an error that names it. */
export async function readOwnText(root: string, relative: string): Promise<string | undefined> {
  const now = await observe(root, relative);
  if (now.kind === "absent") return undefined;
  if (now.kind === "text") return now.text;
  throw new Failure("not-a-text-file", { path: relative, found: describe(now) });
}
