import { literal } from "../../../../config/words.ts";
import type { Milestone, Validation } from "../../../types.ts";
import { isRunnable, outcomeOf } from "../../checks.ts";
import { liveMilestones, nameOf } from "../../milestones.ts";
import type { Rule } from "../../types.ts";
import { isUnfilled } from "../../words.ts";

export const noExpectedOutcome: Rule = {
  id: "milestone/no-expected-outcome",
  severity: "error",
  summary: "a validation without its expected outcome",
  why: "A command that ran is not a command that showed something. The exit status and the named tests survive honest work; exact totals break when somebody adds a test.",
  good: "- Validation: `npm test -- auth` → exit 0",
  bad: "- Validation: `npm test -- auth`",
  check: ({ plan }) =>
    liveMilestones(plan).flatMap((milestone) =>
      openEnded(milestone).map((check) => ({
        line: check.line,
        column: check.column,
        text: check.text,
        id: milestone.id,
        what: `the validation ${literal(check.command ?? check.text)} of ${nameOf(milestone)} has no expected outcome, so any result would do`,
        fix:
          check.kind === "command"
            ? "write the outcome after an arrow, such as `→ exit 0`, or the test or line that must appear"
            : "write what is to be seen after an arrow: `manual: <steps> → <observation>`",
      })),
    ),
};

function openEnded({ validation }: Milestone): Validation[] {
  const checks = validation?.checks ?? [];
  return checks.filter((check, index) => {
    if (check.kind === "prose" || isUnfilled(check.text) || !isRunnable(check)) return false;
    return outcomeOf(check) === undefined && !sharesOutcome(check, checks[index + 1]);
  });
}

/** `a` and `b` → exit 0: on one line, the outcome of the last is that of all. */
const sharesOutcome = ({ line }: Validation, next: Validation | undefined): boolean =>
  next?.line === line && outcomeOf(next) !== undefined;
