import path from "node:path";
import fs from "fs-extra";
import { Failure } from "../ui/failure.ts";
import { type Env, findRoot } from "./root.ts";

/** Where plan-init works, and whether git knows the place. */
export interface Workplace {
  /** Absolute, real path. */
  root: string;
  git: "repository" | "none";
}

/** What shows that plan-init has been in a folder: what is installed, or what `undo` or the next run has to take back. */
const marks = [
  "planning/.plan-init/manifest.json",
  "planning/.plan-init/local/undo/journal.json",
  "planning/.plan-init/local/journal/journal.json",
];

/**
 * Finds the folder to work in: the nearest one upwards where plan-init has been before, else the top of the git repository,
 * else the folder itself.
 *
 * @param folder where to start
 * @param env the process's environment, of which git's own variables count
 * @param here work in the folder itself, as for a part of a monorepo with a plan of its own
 * @throws Failure `not-a-directory`, `bare-repository`
 */
export async function findWorkplace(folder: string, env: Env, here = false): Promise<Workplace> {
  const { root, git } = await findRoot(folder, env);
  if (git === "bare") throw new Failure("bare-repository", { path: root });
  const start = await fs.realpath(folder);
  if (here) return { root: start, git };
  return { root: (await nearestInstalled(start, git === "repository" ? root : undefined)) ?? root, git };
}

/** The nearest folder upwards, `top` included, where plan-init has been. */
async function nearestInstalled(start: string, top: string | undefined): Promise<string | undefined> {
  for (let folder = start; ; folder = path.dirname(folder)) {
    const found = await Promise.all(marks.map((mark) => fs.pathExists(path.join(folder, mark))));
    if (found.includes(true)) return folder;
    if (folder === top || folder === path.dirname(folder)) return undefined;
  }
}
