import { readOwnText } from "../../pack/disk.ts";
import { parsePlan } from "../../plan/parse/index.ts";
import type { Run } from "../../runs/run.ts";
import { snapshotFile } from "../../runs/store.ts";
import { recordedText } from "./stamp-recorded.ts";

/**
 * What the verdict does not see, as a sentence: lines that are worded anew while the structure is that of the last record.
 *
 * @param run with the new iteration
 * @param recorded the plan as it is recorded
 */
export async function rewordedRemarks(root: string, run: Run, recorded: string): Promise<string[]> {
  const [before, last] = run.iterations.slice(-2);
  if (before === undefined || before.fingerprint !== last?.fingerprint) return [];
  const text = await readOwnText(root, snapshotFile(run.id, before.n));
  if (text === undefined) return [];
  const lines = newLines(recordedText(text, parsePlan(text), run), recorded);
  if (lines === 0) return [];
  return [
    `The wording changed in ${lines} line${lines === 1 ? "" : "s"} since iteration ${before.n}, the structure did not`,
  ];
}

/** How many lines a text has that another one does not. */
function newLines(before: string, after: string): number {
  const there = new Map<string, number>();
  for (const line of before.split(/\r?\n/)) there.set(line, (there.get(line) ?? 0) + 1);
  return after.split(/\r?\n/).filter((line) => {
    const left = there.get(line) ?? 0;
    if (left > 0) there.set(line, left - 1);
    return left === 0;
  }).length;
}
