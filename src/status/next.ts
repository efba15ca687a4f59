import { nextWords } from "../runs/next-milestone.ts";
import { nextSteps, stepsFor } from "../runs/next-steps.ts";
import type { Status } from "../ui/documents/status.ts";
import type { Gathered } from "./gathered.ts";

const prompt = '`plan-init prompt planner --goal "what this is about"`';

/** What to do next, commands in backticks, the first thing first; never empty. */
export function nextFor(gathered: Gathered, phase: Status["result"]): string[] {
  const { seen, isInstalled, trouble } = gathered;
  if (trouble !== undefined) return ["mend what the note says, then look again: `plan-init status`"];
  if (!isInstalled && seen === undefined) return ["set planning up here: `plan-init`"];
  if (phase === "none" || seen === undefined) return [`have a change planned: ${prompt}`];
  const { run, errors, plan } = seen;
  const mend = errors > 0 ? ["mend what `plan-init check` finds"] : [];
  if (phase === "built") return [...mend, "close the plan: `plan-init archive`"];
  if (phase === "escalated") return run === undefined ? mend : nextSteps(run);
  const steps = stepsFor(seen, false);
  if (phase === "planning") return steps.length > 0 ? steps : [...mend, "then record it: `plan-init check --record`"];
  const isChanged = seen.standing.reason === "changed";
  return [...mend, ...(isChanged ? steps : []), ...building(gathered, phase, nextWords(plan))];
}

function building({ seen }: Gathered, phase: Status["result"], next: string): string[] {
  const isFresh = phase === "settled" && seen?.run !== undefined && seen.errors === 0;
  return isFresh ? ["have it reviewed in a new session: `plan-init prompt review`", `or ${next}`] : [next];
}
