import { type Step, type StrategyRun, steps } from "./record.ts";

const asked: Record<Step, string> = {
  preflight: "put together what the run begins with: `plan-init strategy preflight`",
  triage: "decide on every prediction: `plan-init strategy triage`",
  tree: "bring the tree up to date by hand, then: `plan-init strategy tree`",
  filing: "file work at the constraints: `plan-init strategy file`",
  journal: "write the journal: `plan-init strategy journal`",
  memory: "look after the memory: `plan-init strategy memory`",
  commit: "commit what the run wrote: `plan-init strategy commit`",
};

/** The steps of a run that have no outcome yet, or have failed. */
export const undone = ({ outcomes }: StrategyRun): Step[] =>
  steps.filter((step) => outcomes[step] === undefined || outcomes[step].result === "failed");

/**
 * What to do next in an open run, in the order of its steps; one that failed is told of, and keeps none of the others from going on.
 *
 * @param told a step that has its next words already
 */
export function nextInRun(run: StrategyRun, told?: Step): string[] {
  const open = undone(run).filter((step) => step !== "commit");
  const hasFailed = (step: Step) => run.outcomes[step] !== undefined;
  const fresh = open.find((step) => !hasFailed(step));
  const now = open.filter((step) => step !== told && (step === fresh || hasFailed(step)));
  return [
    ...now.map((step) => `${asked[step]}${hasFailed(step) ? " (it failed)" : ""}`),
    ...(fresh === undefined ? ["end it: `plan-init strategy end`"] : []),
  ];
}

/** One line a step: what came of it. */
export const outcomeRows = ({ outcomes }: StrategyRun): [Step, string, string][] =>
  steps.map((step) => [step, outcomes[step]?.result ?? "open", outcomes[step]?.words ?? ""]);
