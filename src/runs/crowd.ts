import { Failure } from "../ui/failure.ts";
import { endOf } from "./record.ts";
import type { Run } from "./run.ts";
import { listRuns, readRun } from "./store.ts";

/** All runs of a repository by name, and the records of some: there may be thousands. */
export interface Crowd {
  /** How many there are. */
  total: number;
  /** Names of those that were looked into, oldest first. */
  seen: string[];
  /** Their records, oldest first. */
  runs: Run[];
  /** Names of those that have no record: made by hand, or cut off before they had one. */
  bare: string[];
  /** Names of those whose record cannot be read. */
  damaged: string[];
}

export const noCrowd: Crowd = { total: 0, seen: [], runs: [], bare: [], damaged: [] };

/** Records that are read from each end. What goes on is among the newest, what was left lying among the oldest. */
export const mostAtEachEnd = 25;

/**
 * Reads the newest and the oldest runs; of the rest it knows the names. A record that cannot be read hides no other.
 *
 * @throws Failure `not-a-text-file` when the folder of runs is a symbolic link
 */
export async function readCrowd(root: string, most = mostAtEachEnd): Promise<Crowd> {
  const names = await listRuns(root);
  const seen = names.length <= 2 * most ? names : [...names.slice(0, most), ...names.slice(-most)];
  const crowd: Crowd = { ...noCrowd, total: names.length, seen, runs: [], bare: [], damaged: [] };
  const read = await Promise.all(seen.map((id) => readRun(root, id).catch(asFailure)));
  for (const [at, run] of read.entries()) {
    const id = seen[at] ?? "";
    if (run === undefined) crowd.bare.push(id);
    else if (run instanceof Failure) crowd.damaged.push(id);
    else crowd.runs.push(run);
  }
  return crowd;
}

function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  throw error;
}

/** Those that go on, newest first. */
export const openRuns = ({ runs }: Crowd): Run[] => runs.filter((run) => endOf(run) === undefined).reverse();
