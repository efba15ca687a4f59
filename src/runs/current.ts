import type { Plan } from "../plan/types.ts";
import { isRunName, runsDir } from "./names.ts";
import { endOf } from "./record.ts";
import type { Run } from "./run.ts";
import { newestRun, readRun } from "./store.ts";

/** Which run a plan belongs to, and what is to be said of how it was found. */
export interface Current {
  run: Run | undefined;
  /** Whether the plan names it, so that it is certainly the one. */
  isNamed: boolean;
  notes: string[];
}

/**
 * The run that a plan names as its `Plan ID`; else the newest, unless that has ended and so belongs to some other plan. The plan
 * comes first: branches that were merged bring runs of their own along, and a clock that went backwards does not matter.
 *
 * @throws Failure `run-…` for a record that cannot be read
 */
export async function currentRun(root: string, plan: Plan | undefined): Promise<Current> {
  const id = planId(plan);
  const named = id !== undefined && isRunName(id) ? await readRun(root, id) : undefined;
  if (named !== undefined) return { run: named, isNamed: true, notes: [] };
  const newest = await newestRun(root, "execution");
  const run = id !== undefined && newest !== undefined && endOf(newest) !== undefined ? undefined : newest;
  return { run, isNamed: false, notes: id !== undefined && isRunName(id) ? [lostWords(id, run)] : [] };
}

function lostWords(id: string, run: Run | undefined): string {
  const instead = run === undefined ? "" : `; taken instead: \`${run.id}\`, the newest`;
  return `the plan names the run \`${id}\`, but there is no \`${runsDir}/${id}/run.json\`${instead}`;
}

/** What a plan says its id is. */
function planId(plan: Plan | undefined): string | undefined {
  const slot = plan?.meta["plan id"];
  return (slot?.codes[0]?.text ?? slot?.text) || undefined;
}
