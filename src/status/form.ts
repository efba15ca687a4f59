import { decideClosing } from "../archive/decide.ts";
import { isUnfilled } from "../plan/lint/words.ts";
import type { Plan } from "../plan/types.ts";
import type { Run } from "../runs/run.ts";

/** What a plan is called; without a title of its own, by what it is for. */
export function titleOf({ heading }: Plan, run: Run | undefined): string {
  const title = heading?.title ?? "";
  return title === "" || isUnfilled(title) ? (run?.goal ?? "Untitled plan") : title;
}

/** What keeps a plan from being closed as done, as one clause; `undefined` when nothing does. */
export function whyOpen(plan: Plan): string | undefined {
  const decision = decideClosing({ plan, isUntouched: false, hasRuns: true, abandon: undefined });
  return decision.kind === "not done" ? decision.why : undefined;
}
