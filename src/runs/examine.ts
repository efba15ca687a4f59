import type { Config } from "../config/schema.ts";
import { compareOutlines } from "../plan/compare.ts";
import { findingClause } from "../plan/lint/format.ts";
import { lint } from "../plan/lint/index.ts";
import type { Drift, Finding } from "../plan/lint/types.ts";
import { fingerprint, type Intent, intentOf, type Outline, outlineOf } from "../plan/outline.ts";
import type { Plan } from "../plan/types.ts";
import type { GitOptions } from "../repo/git.ts";
import { baselineNotes, factsFor, lookAround } from "./facts.ts";
import { planStatus } from "./plan-paths.ts";
import { lastOf } from "./record.ts";
import type { Run } from "./run.ts";
import { type Standing, standingOf } from "./standing.ts";

/** A plan that was linted and compared. */
export interface Examination {
  plan: Plan;
  run: Run | undefined;
  outline: Outline;
  fingerprint: string;
  intent: Intent;
  findings: Finding[];
  errors: number;
  /** What changed in the structure since the last record, in words. */
  changes: string[];
  /** Other people's commits on the plan's paths since the baseline, newest first. */
  drift: readonly Drift[];
  /** Texts of the run's deltas and reviews by file name. */
  reports: ReadonlyMap<string, string>;
  standing: Standing;
  /** What is odd about the baseline and the run's folder, a sentence each. */
  notes: string[];
}

/** Lints a plan, compares it with the last record of its run, and says where it stands. Writes nothing. */
export async function examinePlan(
  root: string,
  plan: Plan,
  run: Run | undefined,
  config: Config,
  git: GitOptions,
): Promise<Examination> {
  const around = await lookAround(root, plan, run, git);
  const facts = factsFor(plan, run, around, config.max_plan_lines);
  const findings = lint({ plan, facts }, config.rules);
  const outline = outlineOf(plan);
  const last = lastOf(run);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const about = { run, fingerprint: fingerprint(outline), errors };
  return {
    ...about,
    plan,
    outline,
    intent: intentOf(plan),
    findings,
    changes: last === undefined ? [] : compareOutlines(last.outline, outline).map(({ words }) => words),
    drift: facts.drift ?? [],
    reports: around.reports,
    standing: standingOf({
      ...about,
      max: config.max_iterations,
      status: planStatus(plan),
      errorWords: findingClause(findings),
    }),
    notes: [...baselineNotes(around.history), ...lostNotes(around.lost)],
  };
}

function lostNotes(lost: readonly string[]): string[] {
  if (lost.length === 0) return [];
  const names = lost.map((name) => `\`${name}\``).join(", ");
  return [`${names} of this run is gone; its structure is on record, so the verdict stands. Bring it back from git`];
}
