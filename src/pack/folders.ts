import path from "node:path";
import fs from "fs-extra";
import { errnoOf, unlessMissing } from "./errno.ts";
import { parentOf } from "./paths.ts";

/** The folders above a path, outermost first. */
export function foldersAbove(file: string): string[] {
  const folders: string[] = [];
  for (let folder = parentOf(file); folder !== ""; folder = parentOf(folder)) folders.unshift(folder);
  return folders;
}

/** Those of the folders above a path that do not exist, outermost first. */
export async function missingAbove(root: string, file: string): Promise<string[]> {
  const folders = foldersAbove(file);
  const present = await Promise.all(folders.map((folder) => fs.pathExists(path.join(root, folder))));
  return folders.filter((_, index) => !present[index]);
}

/** Removes those of the folders, given outermost first, that are empty. */
export async function pruneFolders(root: string, folders: readonly string[]): Promise<void> {
  for (const folder of [...folders].reverse()) {
    try {
      await unlessMissing(fs.rmdir(path.join(root, folder)));
    } catch (error) {
      // Somebody's file is in it, or a mount point or the folder of a running shell is better left alone.
      if (!["ENOTEMPTY", "EEXIST", "ENOTDIR", "EBUSY"].includes(errnoOf(error) ?? "")) throw error;
    }
  }
}

/** Removes a file, never a folder, and those of the given folders that it leaves empty. */
export async function removeFile(root: string, file: string, folders: readonly string[]): Promise<void> {
  await unlessMissing(fs.unlink(path.join(root, file)));
  await pruneFolders(root, folders);
}
