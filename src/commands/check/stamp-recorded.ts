import { readOwnText } from "../../pack/disk.ts";
import { markdownCode } from "../../pack/helpers.ts";
import { putText } from "../../pack/put.ts";
import type { Plan } from "../../plan/types.ts";
import { planStatus } from "../../runs/plan-paths.ts";
import { isSettled } from "../../runs/record.ts";
import type { Run } from "../../runs/run.ts";
import { planPath } from "../../runs/setup.ts";
import { stampPlan } from "../../runs/stamp.ts";

/** The plan with what is on record of it, in slots that are there: run, iteration and status. None of them is structure. */
export function recordedText(text: string, plan: Plan, run: Run): string {
  const iteration = `${run.iterations.length} of ${run.max}`;
  const meta = { "plan id": markdownCode(run.id), iteration, status: statusAfter(plan, run) };
  return stampPlan(text, plan, { meta, baseline: {} }, "leave");
}

function statusAfter(plan: Plan, run: Run): string {
  const said = planStatus(plan);
  if (!isSettled(run)) return "draft";
  // A plan that is being built may be confirmed anew without going back to the start.
  return said === "executing" || said === "done" ? said : "converged";
}

/** Writes the plan as `recordedText` has it, unless somebody has saved another one since it was read. */
export async function putRecorded(root: string, read: string, recorded: string): Promise<void> {
  if (recorded !== read && (await readOwnText(root, planPath)) === read) await putText(root, planPath, recorded);
}
