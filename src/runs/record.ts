import type { Intent } from "../plan/outline.ts";
import type { Verdict } from "../plan/verdict.ts";
import { isoSeconds } from "./names.ts";
import type { Iteration, Run } from "./run.ts";

/** What a run is opened with. */
export type Opening = Omit<Run, "schema" | "opened" | "intent" | "iterations" | "confirmed"> & { at: Date };

/** A new run, without iterations. */
export function openRun({ at, ...given }: Opening): Run {
  return { schema: 1, ...given, opened: isoSeconds(at), intent: null, iterations: [], confirmed: null };
}

/** A draft of the plan as it is recorded. */
export type Draft = Omit<Iteration, "n" | "at"> & { at: Date; intent: Intent };

/**
 * The run with the draft as its next iteration. The first one freezes the intent.
 *
 * @throws TypeError for a run that has ended: whoever records looks first
 */
export function recordIteration(run: Run, { at, intent, ...draft }: Draft): Run {
  if (endOf(run) !== undefined) throw new TypeError(`the run ${run.id} has ended`);
  const n = run.iterations.length + 1;
  const iteration: Iteration = { n, at: isoSeconds(at), ...draft };
  return { ...run, intent: run.intent ?? intent, iterations: [...run.iterations, iteration] };
}

/** The run with a person's word for the plan as it stands. */
export function confirmRun(run: Run, { at, ...plan }: Omit<NonNullable<Run["confirmed"]>, "at"> & { at: Date }): Run {
  return { ...run, confirmed: { at: isoSeconds(at), ...plan } };
}

/** The run's last iteration. */
export const lastOf = (run: Run | undefined): Iteration | undefined => run?.iterations.at(-1);

/** The verdict that a run has ended with: STOP or ESCALATE; `undefined` while it goes on. */
export function endOf(run: Run): Verdict | undefined {
  const verdict = lastOf(run)?.verdict;
  return verdict?.kind === "CONTINUE" ? undefined : verdict;
}

/** Whether the plan is settled: it converged, or a person said so. */
export const isSettled = (run: Run): boolean => run.confirmed !== null || endOf(run)?.reason === "converged";

/** The fingerprint that the run's end holds for. */
export const settledFingerprint = (run: Run): string | undefined =>
  run.confirmed?.fingerprint ?? lastOf(run)?.fingerprint;

/** Titles by id of all milestones that this run and those before it have used. */
export function usedIds(run: Run): Record<string, string> {
  return Object.assign({}, run.formerly, ...run.iterations.map(({ titles }) => titles));
}
