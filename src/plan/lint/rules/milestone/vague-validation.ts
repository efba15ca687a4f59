import { literal } from "../../../../config/words.ts";
import type { Milestone, Validation } from "../../../types.ts";
import { isRunnable, outcomeOf, stepsOf } from "../../checks.ts";
import { liveMilestones, nameOf } from "../../milestones.ts";
import type { Complaint, Rule } from "../../types.ts";
import { isHollow, isUnfilled, isVague, saysNone } from "../../words.ts";

const mend = "write an exact command in backticks with its outcome, or `manual: <steps> → <observation>`";

export const vagueValidation: Rule = {
  id: "milestone/vague-validation",
  severity: "error",
  summary:
    'a validation that nobody could carry out ("tests pass", "verify manually"), or whose outcome says nothing ("works as expected")',
  why: "Which tests, run how, and what is to be seen? A check that two people would do differently settles nothing. An exact command is never vague.",
  good: "- Validation: manual: sign in with a wrong password 6 times → the sixth answer is 429",
  bad: "- Validation: all tests pass",
  check: ({ plan }) => liveMilestones(plan).flatMap(complaintsOf),
};

function complaintsOf(milestone: Milestone): Complaint[] {
  const { validation } = milestone;
  if (validation === undefined || isUnfilled(validation.text) || saysNone(validation.text)) return [];
  const idle = validation.checks.filter((check) => !isRunnable(check));
  const manual = idle.filter(({ kind }) => kind === "manual");
  const unrunnable = idle.length < validation.checks.length ? manual : idle.slice(0, 1);
  const hollow = validation.checks.filter((check) => !idle.includes(check) && isHollow(outcomeOf(check) ?? ""));
  return [
    ...unrunnable.map((check) => complaint(milestone, check, unrunnableWords(milestone, check))),
    ...hollow.map((check) => complaint(milestone, check, hollowWords(milestone, check))),
  ];
}

function complaint({ id }: Milestone, { line, column, text }: Validation, what: string): Complaint {
  return { line, column, text, id, what, fix: mend };
}

function unrunnableWords(milestone: Milestone, check: Validation): string {
  const name = nameOf(milestone);
  const words = literal(check.text);
  return check.kind === "manual" || isVague(stepsOf(check))
    ? `the validation ${words} of ${name} names neither steps nor a command, so two people would check two things`
    : `the validation ${words} of ${name} is neither a command in backticks nor steps with an observation`;
}

const hollowWords = (milestone: Milestone, check: Validation): string =>
  `the outcome ${literal(outcomeOf(check) ?? "")} of a validation of ${nameOf(milestone)} says nothing that can be observed`;
