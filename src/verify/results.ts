import { Exit, type ExitCode } from "../ui/exit.ts";
import type { Check, Task } from "./checks.ts";
import type { Outcome } from "./run-command.ts";

/** What came of a check; `open` when a person has to look, or decided that it is not run. */
export interface CheckResult {
  check: Check;
  result: Result;
  /** How a command ended. */
  outcome: Outcome | undefined;
  /** What a person saw, or why it is open. */
  words: string | undefined;
}

export type Result = "passed" | "failed" | "open";

export interface TaskResult extends Omit<Task, "checks"> {
  result: Result;
  checks: CheckResult[];
}

/** Failed outweighs open, open outweighs passed; what has nothing to show for itself is open. */
export function together(results: readonly Result[]): Result {
  if (results.includes("failed")) return "failed";
  return results.length === 0 || results.includes("open") ? "open" : "passed";
}

/** Exit code of a verification. */
export const exitFor = (result: Result): ExitCode =>
  ({ passed: Exit.Good, failed: Exit.NotYet, open: Exit.Person })[result];
