import { runsDir } from "./names.ts";
import { endOf, isSettled, lastOf } from "./record.ts";
import type { Run } from "./run.ts";
import type { Standing } from "./standing.ts";

const record = "record it: `plan-init check --record`";
const anotherRun = 'open another run: `plan-init start --reason "why"`';

/** What comes next in a run, for the planner and for people; commands in backticks. */
export function nextSteps(run: Run): string[] {
  const last = lastOf(run);
  if (last === undefined) {
    const carry = `copy the acceptance criteria of \`${runsDir}/${run.id}/run.md\` into Success criteria, word for word`;
    return [
      ...(run.from === undefined ? [] : [carry]),
      `write the plan, mend what \`plan-init check\` finds, then ${record}`,
    ];
  }
  if (isSettled(run)) {
    return ["in a new session, have it reviewed: `plan-init prompt review`", "or build it: `plan-init prompt dev`"];
  }
  if (endOf(run) !== undefined) {
    return last.errors > 0
      ? [`a person decides what to change, and may ${anotherRun}`]
      : ["a person accepts the plan as it is: `plan-init check --confirm`", `or has it planned on: ${anotherRun}`];
  }
  return last.errors > 0
    ? [`mend the findings, then ${record}`]
    : [
        "reread the plan and `run.md` as the one who must build it; change what is wrong, nothing more",
        `then ${record}`,
      ];
}

/**
 * What comes next for a plan that was looked at; empty where its findings say so themselves.
 *
 * @param isRecorded whether it has just been recorded
 */
export function stepsFor(
  { run, errors, standing }: { run: Run | undefined; errors: number; standing: Standing },
  isRecorded: boolean,
): string[] {
  if (run === undefined) {
    const isReady = errors === 0 && standing.kind !== "STOP";
    return isReady ? ['open a run for it: `plan-init start --goal "what this is about"`'] : [];
  }
  if (standing.reason === "unrecorded") return [record];
  if (standing.reason === "changed") {
    return [
      "a person accepts it, `plan-init check --confirm`",
      'or has it planned on: `plan-init start --reason "why"`',
    ];
  }
  return standing.reason === "findings" && !isRecorded ? [] : nextSteps(run);
}
