import type { StrategyRun } from "../run/record.ts";

/** Number of the last run that saw to the memory; 0 for none. */
export const lastDistilled = (runs: readonly StrategyRun[]): number =>
  Math.max(0, ...runs.filter(({ outcomes }) => outcomes.memory?.result === "done").map(({ number }) => number));
