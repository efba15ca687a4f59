import { randomBytes } from "node:crypto";
import path from "node:path";
import fs from "fs-extra";
import { observe, oddPlace, readOwnText } from "../pack/disk.ts";
import { removeFile } from "../pack/folders.ts";
import { temporaryOf } from "../pack/journal.ts";
import { makeFolder, putText } from "../pack/put.ts";
import { isRunName, nameRun, runsDir } from "./names.ts";
import { parseRun, serialiseRun } from "./read.ts";
import type { Run } from "./run.ts";

/** Files of a run's folder. */
export const runFile = (id: string): string => `${runsDir}/${id}/run.json`;
export const pageFile = (id: string): string => `${runsDir}/${id}/run.md`;
export const snapshotFile = (id: string, n: number): string => `${runsDir}/${id}/plan-${n}.md`;
/** The plan as a person confirmed it. */
export const confirmedFile = (id: string): string => `${runsDir}/${id}/plan-confirmed.md`;

/**
 * Names of all runs, oldest first. Reads no run: there may be thousands.
 *
 * @throws Failure `not-a-text-file` when the folder of runs is a symbolic link
 */
export async function listRuns(root: string): Promise<string[]> {
  const now = await observe(root, runsDir);
  if (now.kind === "absent" || now.kind === "blocked") return [];
  if (now.kind !== "directory") throw oddPlace(runsDir, now);
  return (await fs.readdir(path.join(root, runsDir))).filter(isRunName).sort();
}

/**
 * A run's record, or `undefined` when its folder has none, as one made by hand.
 *
 * @throws Failure `run-…` for a record that cannot be read
 */
export async function readRun(root: string, id: string): Promise<Run | undefined> {
  const text = await readOwnText(root, runFile(id));
  return text === undefined ? undefined : parseRun(text, runFile(id), id);
}

/** The newest run of a mode that has a record. */
export async function newestRun(root: string, mode: Run["mode"]): Promise<Run | undefined> {
  for (const id of (await listRuns(root)).reverse()) {
    const run = await readRun(root, id);
    if (run?.mode === mode) return run;
  }
  return undefined;
}

/** Names of the files in a run's folder. */
export async function filesOf(root: string, id: string): Promise<string[]> {
  const now = await observe(root, `${runsDir}/${id}`);
  return now.kind === "directory" ? fs.readdir(path.join(root, runsDir, id)) : [];
}

/** 20 bits: two runs of one goal in one second hardly ever meet, and on one machine the folder tells. */
const newSalt = (): string => randomBytes(4).readUInt32LE().toString(32).padStart(7, "0").slice(-4);

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
