import path from "node:path";
import fs from "fs-extra";
import { errnoOf, unlessMissing } from "./errno.ts";
import { guarded, refuseOddPlace } from "./guard.ts";
import { temporaryOf, writeFlushed } from "./journal.ts";
import { parentOf } from "./paths.ts";

/**
 * Writes one text file of the repository in one step, with the folders it needs: after a crash it holds the old text or the
 * new one. Nothing is written through a symbolic link. Call it under `exclusively`.
 *
 * @param root absolute, real path of the repository
 * @param file safe `/`-separated path
 * @throws Failure `not-a-text-file` or `file-in-the-way` for odd places, `cannot-write` when the disk refuses
 */
export async function putText(root: string, file: string, text: string): Promise<void> {
  await refuseOddPlace(root, file);
  const full = path.join(root, file);
  await guarded(file, async () => {
    await fs.ensureDir(path.dirname(full));
    // What a killed run left; nobody else writes under this name.
    await unlessMissing(fs.unlink(temporaryOf(full)));
    const mode = (await unlessMissing(fs.lstat(full)))?.mode;
    try {
      await writeFlushed(temporaryOf(full), text, mode === undefined ? undefined : mode & 0o777);
      await fs.rename(temporaryOf(full), full);
    } catch (error) {
      await fs.remove(temporaryOf(full)).catch(() => undefined);
      throw error;
    }
  });
}

/**
 * Makes a folder that was not there.
 *
 * @returns whether it was made; `false` when something of that name stands there
 * @throws Failure as `putText`
 */
export async function makeFolder(root: string, folder: string): Promise<boolean> {
  // A name below it, so that each part of the folder is looked at.
  await refuseOddPlace(root, `${folder}/-`);
  return guarded(folder, async () => {
    await fs.ensureDir(path.join(root, parentOf(folder)));
    try {
      await fs.mkdir(path.join(root, folder));
      return true;
    } catch (error) {
      if (errnoOf(error) === "EEXIST") return false;
      throw error;
    }
  });
}
