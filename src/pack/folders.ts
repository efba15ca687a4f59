import path from "node:path";
import fs from "fs-extra";
import { errnoOf, isMissing } from "./errno.ts";
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

/** Removes those of the folders, given outermost first, that are empty; stops at the first that is not. */
export async function pruneFolders(root: string, folders: readonly string[]): Promise<void> {
  for (const folder of [...folders].reverse()) {
    try {
      await fs.rmdir(path.join(root, folder));
    } catch (error) {
      if (isMissing(error)) continue;
      if (errnoOf(error) === "ENOTEMPTY" || errnoOf(error) === "EEXIST") continue;
      throw error;
    }
  }
}

/** Removes a file and those of the given folders (by default all above it) that it leaves empty. */
export async function removeFile(root: string, file: string, folders = foldersAbove(file)): Promise<void> {
  await fs.remove(path.join(root, file));
  await pruneFolders(root, folders);
}
