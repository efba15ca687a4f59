import * as z from "zod/mini";
import { runsDir } from "../../runs/names.ts";

/** Steps of a strategy run, in their order. Each has its own outcome: one that fails is told of, and the rest go on. */
export const steps = ["preflight", "triage", "tree", "filing", "journal", "memory", "commit"] as const;
export type Step = (typeof steps)[number];

const moment = z.iso.datetime();

const outcome = z.strictObject({
  at: moment,
  result: z.enum(["done", "skipped", "failed"]),
  /** Why, or what came of it; one line. */
  words: z.string(),
});
export type Outcome = z.infer<typeof outcome>;

const decision = z.strictObject({
  /** Of the prediction: the name of its file without `.md`. */
  slug: z.string(),
  act: z.boolean(),
  reason: z.string(),
});
export type Decision = z.infer<typeof decision>;

const filed = z.strictObject({
  /** The prerequisite that it is about: `#12` or `@slug`; `null` for a capability run without one. */
  id: z.nullable(z.string()),
  kind: z.enum(["work", "vault"]),
  slug: z.string(),
});
export type Filed = z.infer<typeof filed>;

export const strategyRunSchema = z.strictObject({
  schema: z.literal(1),
  /** The name of its folder. */
  id: z.string(),
  /** The question or objective to look at first; may be empty. */
  goal: z.string(),
  opened: moment,
  /** Version of the program that opened it. */
  program: z.string(),
  branch: z.nullable(z.string()),
  commit: z.nullable(z.string()),
  /** Counted from 1 over all strategy runs of the repository. */
  number: z.int().check(z.gte(1)),
  /** How many constraints there may be. */
  most: z.int().check(z.gte(1)),
  outcomes: z.partial(
    z.strictObject(Object.fromEntries(steps.map((step) => [step, outcome])) as Record<Step, typeof outcome>),
  ),
  /** What was decided on predictions. */
  triaged: z.array(decision),
  /** Ids of what work may be filed at, best first: fixed when the tree step is done. */
  constraints: z.array(z.string()),
  filed: z.array(filed),
  /** Paths that this run wrote, for its commit. */
  wrote: z.array(z.string()),
  ended: z.nullable(moment),
});

/** A strategy run: `planning/_runs/<id>/strategy.json`. */
export type StrategyRun = z.infer<typeof strategyRunSchema>;

export const strategyRunFile = (id: string): string => `${runsDir}/${id}/strategy.json`;
/** What the agent reads once: everything it needs to know, bounded. */
export const contextFile = (id: string): string => `${runsDir}/${id}/context.md`;
/** What was there when the run began, as hashes. */
export const seenFile = (id: string): string => `${runsDir}/${id}/seen.json`;
/** The tree as the run left it. */
export const treeSnapshot = (id: string): string => `${runsDir}/${id}/tree.md`;

/** How many items of any kind may be filed in a run. */
export const filingBudget = (triaged: number, most: number): number =>
  triaged > 0 ? Math.min(triaged + 1, most) : Math.min(4, most);

/** The run with the outcome of a step. */
export const withOutcome = (run: StrategyRun, step: Step, outcome: Outcome): StrategyRun => ({
  ...run,
  outcomes: { ...run.outcomes, [step]: outcome },
});

/** The run with a step open again. */
export function withoutOutcome(run: StrategyRun, step: Step): StrategyRun {
  const { [step]: _, ...outcomes } = run.outcomes;
  return { ...run, outcomes };
}
