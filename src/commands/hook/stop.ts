import type { Run } from "../../runs/run.ts";
import type { Standing } from "../../runs/standing.ts";

/** What the Stop hook knows when an agent is about to end its turn in the middle of a planning run. */
export interface Stopping {
  /** Whether it was held back just now; twice in a row would be a loop that nobody can leave. */
  wasHeldBack: boolean;
  run: Pick<Run, "id" | "iterations">;
  standing: Pick<Standing, "kind" | "line">;
  /** Whether the plan was written on since the run was opened. */
  hasBegun: boolean;
  /** Whether this session has to do with the run; `undefined` when that cannot be told. */
  isOurs: boolean | undefined;
}

/**
 * Why an agent is to go on, in words for the agent; `undefined` lets it stop. Pure.
 *
 * It is held back while the verdict is CONTINUE, and let go where the next word is a person's: in the interview, before
 * anything is written, and in sessions about other things, while a run of last week stands open.
 */
export function reasonToGoOn({ wasHeldBack, run, standing, hasBegun, isOurs }: Stopping): string | undefined {
  if (wasHeldBack || standing.kind !== "CONTINUE" || isOurs === false) return undefined;
  if (run.iterations.length === 0 && !hasBegun) return undefined;
  return [
    standing.line,
    `The planning run \`${run.id}\` has not ended. Go on as \`planning/PLANNER_RUNNER.md\` says, until \`plan-init check --record\` says STOP or ESCALATE.`,
    "If a person has to answer first, say what you need, and stop.",
  ].join("\n");
}
