import { readOwnText } from "../pack/disk.ts";
import { fingerprint, outlineOf } from "../plan/outline.ts";
import { parsePlan } from "../plan/parse/index.ts";
import type { Plan } from "../plan/types.ts";
import { Failure } from "../ui/failure.ts";
import { currentRun } from "./current.ts";
import type { Run } from "./run.ts";
import { planPath } from "./setup.ts";

/** The canonical plan and the run that it belongs to. */
export interface Planned {
  plan: Plan;
  run: Run;
  /** Of the plan's structure. */
  fingerprint: string;
  /** What is odd about how the run was found, a clause each. */
  notes: string[];
}

/**
 * Reads the plan of a repository with its run, for verbs that keep something in it.
 *
 * @throws Failure `no-plan`, `no-run-to-keep`, and `run-…` for a record that cannot be read
 */
export async function readPlanned(root: string): Promise<Planned> {
  const text = await readOwnText(root, planPath);
  if (text === undefined) throw new Failure("no-plan", { path: planPath });
  const plan = parsePlan(text);
  const { run, notes } = await currentRun(root, plan);
  if (run === undefined) throw new Failure("no-run-to-keep", {});
  return { plan, run, fingerprint: fingerprint(outlineOf(plan)), notes };
}
