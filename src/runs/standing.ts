import type { Verdict } from "../plan/verdict.ts";
import { endOf, lastOf, settledFingerprint } from "./record.ts";
import type { Run } from "./run.ts";

/** Where a plan stands: what the first line of `check` says, and its exit code. A draft has the number that its record would get. */
export interface Standing extends Omit<Verdict, "reason"> {
  reason:
    | Verdict["reason"]
    /** A person accepted it. */
    | "confirmed"
    /** It is no longer the plan that the run ended with. */
    | "changed"
    /** It has no errors, but nobody has recorded it. */
    | "unrecorded";
}

/** A draft that was checked and not recorded. */
export interface Checked {
  run: Run | undefined;
  /** Iteration budget where there is no run. */
  max: number;
  /** `Status` of the plan, lower-case. */
  status: string | undefined;
  fingerprint: string;
  errors: number;
  /** The errors in a few words: `1 error: milestone/no-validation M2 (line 84)`. */
  errorWords: string;
}

/** What a plan calls itself that was settled, perhaps by hand. */
const settledByWord = new Set(["converged", "executing", "done"]);

/** Whether a plan is still being made: its run goes on, or it has none and does not call itself settled. */
export const isDraft = ({ run, status }: Pick<Checked, "run" | "status">): boolean =>
  run === undefined ? !settledByWord.has(status ?? "") : endOf(run) === undefined;

/**
 * Where a plan stands without recording it. STOP and ESCALATE are said only when they are on record: a look ahead at them would
 * end a loop that nothing has ended.
 */
export function standingOf(checked: Checked): Standing {
  const { run, max, status, errors } = checked;
  if (run === undefined) {
    if (errors > 0) return withErrors(checked, 1, max);
    return settledByWord.has(status ?? "") ? byItsWord(status ?? "", max) : unrecorded(1, max);
  }
  return endOf(run) === undefined ? whileOpen(checked, run) : afterTheEnd(checked, run);
}

function whileOpen(checked: Checked, run: Run): Standing {
  const last = lastOf(run);
  const next = run.iterations.length + 1;
  if (checked.errors > 0) return withErrors(checked, next, run.max);
  const isConfirming = last !== undefined && last.errors === 0 && last.fingerprint === checked.fingerprint;
  return isConfirming ? last.verdict : unrecorded(next, run.max);
}

function afterTheEnd(checked: Checked, run: Run): Standing {
  const { n } = lastOf(run) ?? { n: 0 };
  const end = endOf(run);
  if (end?.kind === "ESCALATE" && run.confirmed === null) return end;
  if (checked.errors > 0) return withErrors(checked, n, run.max);
  if (checked.fingerprint !== settledFingerprint(run)) {
    return say("CONTINUE", "changed", n, run.max, "the plan is no longer the one that the run ended with");
  }
  if (run.confirmed !== null) return say("STOP", "confirmed", n, run.max, "confirmed by a person");
  return end ?? unrecorded(n, run.max);
}

const withErrors = ({ errorWords }: Checked, iteration: number, max: number): Standing =>
  say("CONTINUE", "findings", iteration, max, errorWords);

const unrecorded = (iteration: number, max: number): Standing =>
  say("CONTINUE", "unrecorded", iteration, max, `no errors, iteration ${iteration} not recorded yet`);

const byItsWord = (status: string, max: number): Standing =>
  say("STOP", "converged", 0, max, `no errors; ${status} by its own word, without a recorded run`);

function say(
  kind: Standing["kind"],
  reason: Standing["reason"],
  iteration: number,
  max: number,
  words: string,
): Standing {
  return { kind, reason, iteration, max, line: `VERDICT: ${kind} ${iteration}/${max} — ${words}` };
}
