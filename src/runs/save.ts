import { randomInt } from "node:crypto";
import { observe, readOwnText } from "../pack/disk.ts";
import { removeFile } from "../pack/folders.ts";
import { temporaryOf } from "../pack/journal.ts";
import { makeFolder, putText } from "../pack/put.ts";
import { nameRun, runsDir } from "./names.ts";
import { putPage, renderPage } from "./page.ts";
import { serialiseRun } from "./read.ts";
import type { Run } from "./run.ts";
import { listRuns, pageFile, runFile } from "./store.ts";

/** Without vowels, so that it is not read as a last word of the goal. */
const signs = "0123456789bcdfghjkmnpqrstvwxz";

/** A digit and three more signs, 18 bits: two runs of one goal in one second hardly ever meet, and on one machine the folder tells. */
const newSalt = (): string =>
  [10, signs.length, signs.length, signs.length].map((among) => signs[randomInt(among)]).join("");

/** Makes a folder for a new run and returns its name. Of two processes each gets its own. */
export async function makeRunFolder(root: string, at: Date, slug: string, salt = newSalt): Promise<string> {
  for (;;) {
    const id = nameRun(at, slug, salt());
    if (await makeFolder(root, `${runsDir}/${id}`)) return id;
  }
}

/** How far back a run looks for what was left by another one that was killed before it had a record. */
const mostAbandoned = 5;

/** Takes away the folders of runs that were killed before they had a record, unless there is something in them. */
export async function tidyAbandoned(root: string): Promise<void> {
  for (const id of (await listRuns(root)).slice(-mostAbandoned)) {
    const isAbandoned = (await observe(root, runFile(id))).kind === "absent";
    if (isAbandoned) await removeFile(root, temporaryOf(runFile(id)), [`${runsDir}/${id}`]);
  }
}

/** Writes a run's record in one step. */
export const saveRun = (root: string, run: Run): Promise<void> => putText(root, runFile(run.id), serialiseRun(run));

/** Brings a run's page up to date; writes nothing when it is. */
export async function savePage(root: string, run: Run): Promise<void> {
  const existing = await readOwnText(root, pageFile(run.id));
  const page = putPage(existing, renderPage(run));
  if (page !== existing) await putText(root, pageFile(run.id), page);
}
