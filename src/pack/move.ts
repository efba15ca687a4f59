import path from "node:path";
import fs from "fs-extra";
import { Failure } from "../ui/failure.ts";
import { errnoOf, isMissing } from "./errno.ts";
import { guarded, refuseOddPlace } from "./guard.ts";

/**
 * Moves a file of the repository, in one step: after a crash it stands in one of the two places, never in both or none. Nothing is
 * moved through a symbolic link, or over something. Call it under `exclusively`.
 *
 * @throws Failure `in-the-way` where something stands there, and as `putText`
 */
export async function moveFile(root: string, from: string, to: string): Promise<void> {
  await refuseOddPlace(root, from);
  await refuseOddPlace(root, to);
  await guarded(to, async () => {
    await fs.ensureDir(path.dirname(path.join(root, to)));
    if (await stands(path.join(root, to))) throw new Failure("in-the-way", { path: to });
    await fs.rename(path.join(root, from), path.join(root, to));
  });
}

async function stands(full: string): Promise<boolean> {
  try {
    await fs.lstat(full);
    return true;
  } catch (error) {
    if (isMissing(error) || errnoOf(error) === "ENOTDIR") return false;
    throw error;
  }
}
