import path from "node:path";
import fs from "fs-extra";
import { observe, oddPlace } from "../../pack/disk.ts";
import { stateDir } from "../../pack/paths.ts";
import { parsePlan } from "../../plan/parse/index.ts";
import type { GitOptions } from "../../repo/git.ts";
import { locate } from "../../repo/root.ts";
import { type Current, currentRun } from "../../runs/current.ts";
import { type Examination, examinePlan } from "../../runs/examine.ts";
import { readPlanText } from "../../runs/plan-text.ts";
import { planPath, readSettings } from "../../runs/setup.ts";
import { Failure } from "../../ui/failure.ts";

/** Which plan is looked at. */
export interface Target {
  root: string;
  /** Path of another plan than the canonical one: absolute. */
  other: string | undefined;
}

/** Everything that `check` tells of a plan. */
export interface Examined extends Examination {
  root: string;
  /** As messages call it. */
  file: string;
  /** Relative to the top of the git repository, as annotations need it. */
  fromTop: string;
  text: string;
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
  const examination = await examinePlan(root, plan, run, config, git);
  const full = other ?? path.join(root, planPath);
  return {
    ...examination,
    root,
    file: nameFor(root, full),
    fromTop: nameFor(locate(root, git.env ?? process.env).root, full),
    text,
    notes: [...notes, ...examination.notes],
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
