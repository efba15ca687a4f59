import { isForm } from "../plan/form.ts";
import type { Plan } from "../plan/types.ts";
import type { Examination } from "../runs/examine.ts";
import { nextWords } from "../runs/next-milestone.ts";
import { nextSteps, stepsFor } from "../runs/next-steps.ts";
import { planPath } from "../runs/setup.ts";
import type { Status } from "../ui/documents/status.ts";
import { whyOpen } from "./form.ts";
import type { Gathered } from "./gathered.ts";

const prompt = '`plan-init prompt planner --goal "what this is about"`';

/** What to do next, commands in backticks, the first thing first; never empty. */
export function nextFor(gathered: Gathered, phase: Status["result"], milestones: Status["milestones"]): string[] {
  const { seen, isInstalled, trouble } = gathered;
  if (trouble !== undefined) return ["mend what the note says, then look again: `plan-init status`"];
  if (seen === undefined && !isInstalled) return ["set planning up here: `plan-init`"];
  if (seen === undefined) {
    return [`bring the plan back: \`plan-init --restore ${planPath}\``, `or have a change planned: ${prompt}`];
  }
  if (phase === "none") return [`have a change planned: ${prompt}`];
  if (phase === "planning") return planning(seen);
  const { run, errors, plan, standing } = seen;
  const mend = [...(errors > 0 ? ["mend what `plan-init check` finds"] : []), ...disproved(milestones)];
  if (phase === "built") return [...mend, closing(plan)];
  if (phase === "escalated") return run === undefined ? mend : nextSteps(run);
  const isFresh = phase === "settled" && run !== undefined && standing.kind === "STOP";
  if (isFresh && mend.length === 0)
    return ["have it reviewed in a new session: `plan-init prompt review`", `or ${nextWords(plan)}`];
  return [...mend, ...(standing.reason === "changed" ? stepsFor(seen, false) : []), nextWords(plan)];
}

/** Closing, as far as `archive` will do it. */
function closing(plan: Plan): string {
  const why = whyOpen(plan);
  if (why === undefined) return "close the plan: `plan-init archive`";
  return `finish it (${why}), or give it up: \`plan-init archive --abandon "why"\``;
}

/** Milestones that call themselves done, while their newest evidence says that they are not. */
const disproved = (milestones: Status["milestones"]): string[] =>
  milestones
    .filter(({ status, checks }) => status === "done" && checks.failed > 0)
    .slice(0, mostDisproved)
    .map(({ id }) => `${id} is said to be done, but its last check failed: \`plan-init verify ${id}\``);

const mostDisproved = 3;

function planning(seen: Examination): string[] {
  const { run, errors, plan } = seen;
  if (run !== undefined && isForm(plan)) return nextSteps(run);
  if (errors === 0) return stepsFor(seen, false);
  const then =
    run === undefined ? 'open a run for it: `plan-init start --goal "…"`' : "record it: `plan-init check --record`";
  return ["mend what `plan-init check` finds", `then ${then}`];
}
