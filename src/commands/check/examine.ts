import path from "node:path";
import fs from "fs-extra";
import { observe, oddPlace } from "../../pack/disk.ts";
import { stateDir } from "../../pack/paths.ts";
import { compareOutlines } from "../../plan/compare.ts";
import { findingClause } from "../../plan/lint/format.ts";
import { lint } from "../../plan/lint/index.ts";
import type { Finding } from "../../plan/lint/types.ts";
import { fingerprint, type Intent, intentOf, type Outline, outlineOf } from "../../plan/outline.ts";
import { parsePlan } from "../../plan/parse/index.ts";
import type { Plan } from "../../plan/types.ts";
import type { GitOptions } from "../../repo/git.ts";
import { locate } from "../../repo/root.ts";
import { type Current, currentRun } from "../../runs/current.ts";
import { baselineNotes, factsFor, lookAround } from "../../runs/facts.ts";
import { planStatus } from "../../runs/plan-paths.ts";
import { readPlanText } from "../../runs/plan-text.ts";
import { lastOf } from "../../runs/record.ts";
import type { Run } from "../../runs/run.ts";
import { planPath, readSettings } from "../../runs/setup.ts";
import { type Standing, standingOf } from "../../runs/standing.ts";
import { Failure } from "../../ui/failure.ts";

/** Which plan is looked at. */
export interface Target {
  root: string;
  /** Path of another plan than the canonical one: absolute. */
  other: string | undefined;
}

/** Everything that `check` tells of a plan. */
export interface Examined {
  root: string;
  /** As messages call it. */
  file: string;
  /** Relative to the top of the git repository, as annotations need it. */
  fromTop: string;
  text: string;
  plan: Plan;
  run: Run | undefined;
  outline: Outline;
  fingerprint: string;
  intent: Intent;
  findings: Finding[];
  errors: number;
  /** What changed in the structure since the last record, in words. */
  changes: string[];
  standing: Standing;
  /** What a person should know, a sentence each. */
  notes: string[];
}

/**
 * Reads, lints and compares a plan. Writes nothing.
 *
 * @throws Failure `no-plan`, `plan-in-conflict`, `not-installed`, and `run-…` for a record that cannot be read
 */
export async function examine({ root, other }: Target, git: GitOptions): Promise<Examined> {
  const [{ config, isInstalled }, text] = await Promise.all([readSettings(root), readPlan(root, other)]);
  if (text === undefined) throw await absence(root, isInstalled);
  const plan = parsePlan(text);
  const none: Current = { run: undefined, isNamed: false, notes: [] };
  const { run, notes } = other === undefined ? await currentRun(root, plan) : none;
  const around = await lookAround(root, plan, run, git);
  const findings = lint({ plan, facts: factsFor(plan, run, around, config.max_plan_lines) }, config.rules);
  const errors = findings.filter(({ severity }) => severity === "error");
  const outline = outlineOf(plan);
  const last = lastOf(run);
  const about = { run, fingerprint: fingerprint(outline), errors: errors.length };
  return {
    ...about,
    root,
    file: nameFor(root, other ?? path.join(root, planPath)),
    fromTop: nameFor(locate(root, git.env ?? process.env).root, other ?? path.join(root, planPath)),
    text,
    plan,
    outline,
    intent: intentOf(plan),
    findings,
    changes: last === undefined ? [] : compareOutlines(last.outline, outline).map(({ words }) => words),
    standing: standingOf({
      ...about,
      max: config.max_iterations,
      status: planStatus(plan),
      errorWords: findingClause(findings),
    }),
    notes: [...notes, ...baselineNotes(around.history), ...lostNotes(around.lost)],
  };
}

async function readPlan(root: string, other: string | undefined): Promise<string | undefined> {
  if (other === undefined) return readPlanText(root);
  // Somebody's own file: a link on the way to it is theirs to follow.
  const real = await fs.realpath(other).catch(() => undefined);
  if (real === undefined) throw new Failure("no-such-plan", { path: nameFor(root, other) });
  const now = await observe(path.dirname(real), path.basename(real));
  if (now.kind !== "text") throw oddPlace(nameFor(root, other), now);
  return now.text;
}

async function absence(root: string, isInstalled: boolean): Promise<Failure> {
  const hasBeen = isInstalled || (await fs.pathExists(path.join(root, stateDir)));
  return hasBeen ? new Failure("no-plan", { path: planPath }) : new Failure("not-installed", {});
}

/** A path relative to the repository, or as it is where it lies outside. */
function nameFor(root: string, full: string): string {
  const relative = path.relative(root, full);
  return relative.startsWith("..") || path.isAbsolute(relative) ? full : relative.split(path.sep).join("/");
}

function lostNotes(lost: readonly string[]): string[] {
  if (lost.length === 0) return [];
  const names = lost.map((name) => `\`${name}\``).join(", ");
  return [`${names} of this run is gone; its structure is on record, so the verdict stands. Bring it back from git`];
}
