import { isRunName } from "./names.ts";
import type { Run } from "./run.ts";
import { readRun } from "./store.ts";

/** A run with those whose plan it goes on with. */
export interface Chain {
  /** Oldest first. */
  runs: Run[];
  /** The run that the oldest of them follows and that is not there, perhaps because it was archived. */
  missing: string | undefined;
}

/**
 * Follows a run back to where its plan began.
 *
 * @throws Failure `run-…` for a record that cannot be read
 */
export async function chainOf(root: string, newest: Run | undefined): Promise<Chain> {
  const runs: Run[] = [];
  let [run, missing]: [Run | undefined, string | undefined] = [newest, undefined];
  while (run !== undefined) {
    runs.unshift(run);
    const before: string | null = run.follows;
    // A record is anybody's to edit: it may lead in a circle, or anywhere.
    if (before === null || runs.some(({ id }) => id === before)) break;
    run = isRunName(before) ? await readRun(root, before) : undefined;
    if (run === undefined) missing = before;
  }
  return { runs, missing };
}
