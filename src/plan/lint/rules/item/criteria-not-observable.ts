import { literal } from "../../../../config/words.ts";
import type { Plan } from "../../../types.ts";
import { stepsOf } from "../../checks.ts";
import { isListed } from "../../registers.ts";
import type { Rule } from "../../types.ts";
import { isUnfilled, isUnmeasured, isVague } from "../../words.ts";

type Criterion = Plan["criteria"][number];

export const notObservable: Rule = {
  id: "criteria/not-observable",
  severity: "warning",
  summary: "a success criterion without a check, or whose check is only words like better, improved or robust",
  why: "A criterion is met or it is not, and the check is how one sees it.",
  good: "- S2: A limited client learns when to come back — check: `curl -si localhost:8080/login` → `Retry-After` is a number",
  bad: "- S2: Logging in is more robust",
  check: ({ plan }) =>
    plan.criteria
      .filter((criterion) => isListed(criterion) && !isUnfilled(criterion.statement) && !isObservable(criterion))
      .map((criterion) => ({
        line: criterion.line,
        column: criterion.column,
        text: criterion.text || criterion.id || "criterion",
        id: criterion.id,
        what: wordsOf(criterion),
        fix: "add `— check: <command> → <outcome>`, or `— check: manual: <steps> → <observation>`",
      })),
};

const isObservable = ({ checks }: Criterion): boolean =>
  checks.some(({ kind, text }) => {
    if (kind === "command" || isUnfilled(text)) return true;
    return !isVague(stepsOf({ text })) && !(kind === "prose" && isUnmeasured(text));
  });

function wordsOf({ id, checks: [check] }: Criterion): string {
  const name = id ?? "this criterion";
  return check === undefined
    ? `${name} has no check, so nobody can see whether it is met`
    : `the check ${literal(check.text)} of ${name} is a matter of opinion`;
}
