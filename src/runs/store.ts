import path from "node:path";
import { namesIn, observe, oddPlace, readOwnText } from "../pack/disk.ts";
import { isRunName, runsDir } from "./names.ts";
import { parseRun } from "./read.ts";
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
  return (await namesIn(path.join(root, runsDir))).filter(isRunName).sort();
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
  return now.kind === "directory" ? namesIn(path.join(root, runsDir, id)) : [];
}
