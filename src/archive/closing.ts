import type { Evidence } from "../evidence/record.ts";
import type { Plan } from "../plan/types.ts";
import type { OwnCommits } from "../repo/commits-since.ts";
import type { Run } from "../runs/run.ts";
import type { Told } from "./readme/reports.ts";

/** What a plan is closed as. */
export type Outcome = { kind: "done" } | { kind: "abandoned"; why: string };

/** Everything that is told of a plan when it is closed. */
export interface Closing {
  plan: Plan;
  /** What the plan is called. */
  title: string;
  outcome: Outcome;
  /** ISO 8601. */
  at: string;
  /** The plan's runs, oldest first. */
  runs: readonly Run[];
  /** Whether git ignores them. */
  isLocal: boolean;
  /** Developers' reports of all runs, oldest run first. */
  deltas: readonly Told[];
  /** Names of reviews that ended in NO-GO. */
  refusals: readonly string[];
  /** How each run's rounds of review ended, as a line, by its id. */
  reviews: ReadonlyMap<string, string>;
  /** Of all runs, oldest first. */
  evidence: readonly Evidence[];
  commits: OwnCommits;
  /** In the words of whoever closes it. */
  learned: readonly string[];
}
