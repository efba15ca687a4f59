import { isForm } from "../plan/form.ts";
import type { Plan } from "../plan/types.ts";
import type { Examination } from "../runs/examine.ts";
import { isBuilt } from "../runs/next-milestone.ts";
import { planStatus } from "../runs/plan-paths.ts";
import { endOf, isSettled } from "../runs/record.ts";
import { isDraft } from "../runs/standing.ts";
import type { Status } from "../ui/documents/status.ts";
import type { Gathered } from "./gathered.ts";

/**
 * Which phase a plan is in, by its run first and by its own words second. What a person has to decide outweighs the rest, and a run that
 * goes on outweighs milestones that an earlier one saw done.
 */
export function phaseOf({ seen, trouble }: Pick<Gathered, "seen" | "trouble">): Status["result"] {
  if (trouble !== undefined) return "escalated";
  if (seen === undefined || isBlank(seen)) return "none";
  const { plan, run } = seen;
  if (run !== undefined && endOf(run) !== undefined && !isSettled(run)) return "escalated";
  const status = planStatus(plan);
  if (isDraft({ run, status })) return "planning";
  if (status === "done" || isBuilt(plan)) return "built";
  return status === "executing" || isBegun(plan) ? "executing" : "settled";
}

/** Whether a plan is still the form that was set up, for which nobody has opened a run. */
const isBlank = ({ plan, run }: Examination): boolean => run === undefined && isForm(plan);

const isBegun = ({ milestones }: Plan): boolean =>
  milestones.some(({ status }) => ["doing", "done", "blocked"].includes(status?.value ?? ""));
