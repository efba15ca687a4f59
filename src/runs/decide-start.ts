import type { Verdict } from "../plan/verdict.ts";
import { endOf, isSettled } from "./record.ts";
import type { Run } from "./run.ts";

/** What `start` decides on. */
export interface Occasion {
  /** The run that the plan belongs to. */
  run: Run | undefined;
  /** `Status` of the plan, lower-case; what a plan says that was made without the program. */
  status: string | undefined;
  goal: string | undefined;
  /** Id of the filed work that it is to be about. */
  from: string | undefined;
  reason: string | undefined;
  /** What is known now and was not when the plan was settled, a clause each. */
  news: readonly string[];
}

export type Start =
  | { kind: "resume"; run: Run }
  /** `follows`: the run whose plan goes on; `news`: what makes it necessary. */
  | { kind: "open"; goal: string; follows: Run | undefined; news: readonly string[] }
  /** Nobody said what it is about. */
  | { kind: "no-goal" }
  /** The plan is settled or being built, and nothing is new. */
  | { kind: "plan-of-the-day"; run: Run | undefined }
  /** The run ended without a settled plan: only a person's reason opens another. */
  | { kind: "person"; run: Run; end: Verdict };

/** Decides whether a run is opened, an unfinished one resumed, or neither. */
export function decideStart({ run, status, goal, from, reason, news }: Occasion): Start {
  if (run === undefined) return withoutRun({ status, goal, reason });
  if (goal !== undefined && !isAbout(run, goal, from)) return { kind: "open", goal, follows: undefined, news: [] };
  // Filed work may have got another title.
  const open: Start = { kind: "open", goal: from === undefined ? run.goal : (goal ?? run.goal), follows: run, news };
  if (reason !== undefined) return open;
  const end = endOf(run);
  if (end === undefined) return { kind: "resume", run };
  if (!isSettled(run)) return { kind: "person", run, end };
  return news.length > 0 ? open : { kind: "plan-of-the-day", run };
}

const underWay = new Set(["converged", "executing"]);

/** A plan without a run may have been made by hand, by the words of the runner. */
function withoutRun({ status, goal, reason }: Pick<Occasion, "status" | "goal" | "reason">): Start {
  if (goal !== undefined) return { kind: "open", goal, follows: undefined, news: [] };
  if (reason === undefined && underWay.has(status ?? "")) return { kind: "plan-of-the-day", run: undefined };
  return { kind: "no-goal" };
}

/** Whether a run is about a goal: about the same filed work where both have some, else about the same words. */
export function isAbout(run: Run, goal: string, from: string | undefined): boolean {
  if (from === undefined || run.from === undefined) return sameGoal(goal, run.goal);
  return run.from.id.toLowerCase() === from.toLowerCase();
}

/** Whether two wordings are one goal: case, spaces and the punctuation at the end do not count. */
export function sameGoal(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

const plain = (goal: string): string =>
  goal
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .replace(/[\s.!。]+$/, "")
    .trim();
