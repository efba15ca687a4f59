import path from "node:path";
import fs from "fs-extra";
import { errnoOf } from "../../pack/errno.ts";
import { guarded, refuseOddPlace } from "../../pack/guard.ts";
import { localDir } from "../../pack/paths.ts";
import type { Places } from "../agents/compose.ts";
import type { Role } from "../types.ts";

/** Where the raw output of calls is kept, a folder a run; of this machine only. */
export const callsDir = `${localDir}/calls`;

/** The places of one call. */
export interface Kept {
  /** What it prints, relative to the repository; what it prints to stderr lies beside it. */
  raw: string;
  /** Absolute paths of both. */
  out: string;
  err: string;
  /** Folder that nobody else can read, for as long as the call takes. */
  folder: string;
  /** Files in it. */
  places: Places;
}

/**
 * Takes the next number of a run for a call, and makes its folder.
 *
 * @param root absolute, real path of the repository
 * @param run id of the run
 * @throws Failure `not-a-text-file` or `file-in-the-way` for odd places, `cannot-write` when the disk refuses
 */
export async function keepCall(root: string, run: string, role: Role): Promise<Kept> {
  const dir = `${callsDir}/${run}`;
  // A name below it, so that each part of the folder is looked at.
  await refuseOddPlace(root, `${dir}/-`);
  return guarded(dir, async () => {
    await fs.ensureDir(path.join(root, dir));
    await ignoreByGit(path.join(root, callsDir, ".gitignore"));
    const stem = await claim(root, dir, role);
    const beside = (name: string): string => path.join(root, dir, `${stem}.${name}`);
    const within = (name: string): string => path.join(beside("files"), name);
    const places = { prompt: within("prompt.md"), schema: within("schema.json"), answer: within("answer") };
    return { raw: `${dir}/${stem}.out`, out: beside("out"), err: beside("err"), folder: beside("files"), places };
  });
}

/** The folder above has one of its own, but a command that finds nothing else in it takes that away. */
async function ignoreByGit(file: string): Promise<void> {
  try {
    await fs.writeFile(file, "*\n", { flag: "wx" });
  } catch (error) {
    if (errnoOf(error) !== "EEXIST") throw error;
  }
}

/** Makes the folder of the first number above those that are taken; whoever makes it has the number. */
async function claim(root: string, dir: string, role: Role): Promise<string> {
  const taken = (await fs.readdir(path.join(root, dir))).map((name) => Number(/^\d{1,9}(?!\d)/.exec(name)?.[0] ?? 0));
  for (let number = Math.max(0, ...taken) + 1; ; number += 1) {
    const stem = `${String(number).padStart(2, "0")}-${role}`;
    try {
      await fs.mkdir(path.join(root, dir, `${stem}.files`), { mode: 0o700 });
      return stem;
    } catch (error) {
      if (errnoOf(error) !== "EEXIST") throw error;
    }
  }
}
