import { isDeepStrictEqual } from "node:util";
import type { Config } from "../../config/schema.ts";
import { putText } from "../../pack/put.ts";
import { version } from "../../package.ts";
import { fingerprint, intentOf, outlineOf } from "../../plan/outline.ts";
import { parsePlan } from "../../plan/parse/index.ts";
import type { Plan } from "../../plan/types.ts";
import type { Baseline } from "../../repo/facts.ts";
import { type GitOptions, readGit } from "../../repo/git.ts";
import { type Current, currentRun } from "../../runs/current.ts";
import { decideStart, isAbout, type Start } from "../../runs/decide-start.ts";
import { baselineNotes, factsFor, lookAround } from "../../runs/facts.ts";
import { openedAt, slugOf } from "../../runs/names.ts";
import { newsSince } from "../../runs/news.ts";
import { planStatus } from "../../runs/plan-paths.ts";
import { readPlanText } from "../../runs/plan-text.ts";
import { isSettled, openRun, usedIds } from "../../runs/record.ts";
import type { Origin, Run } from "../../runs/run.ts";
import { makeRunFolder, savePage, saveRun, tidyAbandoned } from "../../runs/save.ts";
import { planPath } from "../../runs/setup.ts";
import { stampPlan } from "../../runs/stamp.ts";
import { listRuns, newestRun } from "../../runs/store.ts";
import type { StartFlags } from "./flags.ts";
import { aboutNow, readBrief, refuseStuck } from "./origin.ts";
import { refusal } from "./refusal.ts";
import { openingStamp, resumingStamp } from "./stamps.ts";

/** What `start` works with. */
export interface Scene {
  root: string;
  config: Config;
  flags: StartFlags;
  now: Date;
  git: GitOptions;
  /** The filed work that `--from` names. */
  from?: Origin;
}

/** What came of it. */
export interface Begun {
  result: "opened" | "resumed";
  run: Run;
  /** What made it necessary, where a settled plan is planned on. */
  news: readonly string[];
  /** What a person should know. */
  notes: readonly string[];
}

interface Situation extends Current {
  text: string | undefined;
  plan: Plan | undefined;
  baseline: Baseline;
}

/**
 * Opens a run, or goes on with an unfinished one. Call it under `exclusively`.
 *
 * @throws Failure `plan-of-the-day` and `run-needs-a-person` where there is no occasion for a new plan, `no-work` and
 *   `work-…` where there is nothing filed to plan from
 */
export async function begin(given: Scene): Promise<Begun> {
  const scene = await briefed(given);
  const situation = await observe(scene);
  const { run, plan } = situation;
  const decision = decideStart({
    run,
    status: plan && planStatus(plan),
    goal: scene.flags.goal,
    from: scene.from?.id,
    reason: scene.flags.reason,
    news: run !== undefined && isSettled(run) ? await newsOf(scene, run, plan) : [],
  });
  if (decision.kind === "resume") return resume(scene, situation, decision.run);
  if (decision.kind !== "open") throw refusal(decision, plan);
  // A plan that is planned on is still about what it was filed for.
  const from = scene.from ?? decision.follows?.from;
  if (from !== undefined && scene.flags.reason === undefined) await refuseStuck(scene.root, from);
  return open({ ...scene, ...(from && { from }) }, situation, decision);
}

async function briefed(scene: Scene): Promise<Scene> {
  if (scene.flags.from === undefined) return scene;
  const { goal, from } = await readBrief(scene.root, scene.flags.from);
  return { ...scene, from, flags: { ...scene.flags, goal } };
}

const modeOf = ({ flags, config }: Scene): Run["mode"] => flags.mode ?? config.mode;

async function observe(scene: Scene): Promise<Situation> {
  const { root, git } = scene;
  const isStrategy = modeOf(scene) === "strategy";
  const text = await readPlanText(root);
  const plan = text === undefined ? undefined : parsePlan(text);
  const current = isStrategy ? strategyRun(root) : executionRun(scene, plan);
  const [{ baseline }, { notes, ...found }] = await Promise.all([readGit(root, git), current]);
  const isPlanless = text === undefined && !isStrategy;
  return {
    text,
    plan,
    baseline,
    ...found,
    notes: [...notes, ...(isPlanless ? [`there is no \`${planPath}\` yet`] : [])],
  };
}

const strategyRun = async (root: string): Promise<Current> => ({
  run: await newestRun(root, "strategy"),
  isNamed: false,
  notes: [],
});

/** The plan's run, or the one that a crash kept from being named in the plan. */
async function executionRun({ root, flags: { goal }, from }: Scene, plan: Plan | undefined): Promise<Current> {
  const current = await currentRun(root, plan);
  if (goal === undefined || (current.run !== undefined && isAbout(current.run, goal, from?.id))) return current;
  const newest = await newestRun(root, "execution").catch(() => undefined);
  const isOrphan = newest !== undefined && newest.iterations.length === 0 && isAbout(newest, goal, from?.id);
  return isOrphan ? { run: newest, isNamed: false, notes: current.notes } : current;
}

async function newsOf({ root, config, git }: Scene, run: Run, plan: Plan | undefined): Promise<string[]> {
  if (plan === undefined) return ["the plan is gone"];
  const around = await lookAround(root, plan, run, git);
  const outline = outlineOf(plan);
  return newsSince(run, {
    drift: factsFor(plan, run, around, config.max_plan_lines).drift ?? [],
    baseline: baselineNews(around.history?.kind === "unavailable" ? undefined : around.history),
    files: around.reports,
    intent: intentOf(plan),
    fingerprint: fingerprint(outline),
  });
}

/** A clone's shallowness is no news of the plan; a baseline that is gone is. */
function baselineNews(history: Parameters<typeof baselineNotes>[0]): string[] {
  if (history?.kind === "unknown") return history.shallow ? [] : ["its baseline commit is gone"];
  return baselineNotes(history);
}

async function resume(scene: Scene, { text, plan, baseline, notes }: Situation, old: Run): Promise<Begun> {
  const { root, flags, now } = scene;
  const about = aboutNow(old, { goal: flags.goal, from: scene.from });
  const run: Run = { ...about.run, baseline, notes: [...old.notes, ...flags.notes] };
  const isChanged = !isDeepStrictEqual(run, old);
  if (isChanged) await saveRun(root, run);
  if (old.mode === "execution" && text !== undefined && plan !== undefined) {
    const isNewBaseline = !isDeepStrictEqual(baseline, old.baseline);
    await stamp(root, text, stampPlan(text, plan, resumingStamp(run, isNewBaseline ? now : undefined), "add"));
  }
  await savePage(root, run);
  const kept =
    flags.max === undefined || flags.max === run.max ? [] : [`the budget stays ${run.max}: it belongs to the run`];
  return { result: "resumed", run, news: [], notes: [...notes, ...about.notes, ...kept] };
}

async function stamp(root: string, before: string, after: string): Promise<void> {
  if (after !== before) await putText(root, planPath, after);
}

async function open(scene: Scene, situation: Situation, decision: Extract<Start, { kind: "open" }>): Promise<Begun> {
  const { root, config, flags, now } = scene;
  const { text, plan, baseline } = situation;
  const notes = [...situation.notes, ...(await clockNotes(root, now)), ...leftBehind(situation, decision)];
  await tidyAbandoned(root);
  const id = await makeRunFolder(root, now, flags.slug ?? (slugOf(decision.goal) || "plan"));
  const run = openRun({
    at: now,
    id,
    goal: decision.goal,
    mode: modeOf(scene),
    program: version,
    reason: flags.reason ?? null,
    follows: decision.follows?.id ?? null,
    ...(scene.from && { from: scene.from }),
    max: flags.max ?? config.max_iterations,
    baseline,
    commands: config.commands,
    notes: flags.notes,
    formerly: decision.follows === undefined ? {} : usedIds(decision.follows),
  });
  // The record first: from here on a crash leaves a run that the next `start` goes on with.
  await saveRun(root, run);
  if (run.mode === "execution" && text !== undefined && plan !== undefined) {
    await stamp(root, text, stampPlan(text, plan, openingStamp(run, now), "add"));
  }
  await savePage(root, run);
  return { result: "opened", run, news: decision.news, notes };
}

async function clockNotes(root: string, now: Date): Promise<string[]> {
  const newest = (await listRuns(root)).at(-1);
  const at = newest === undefined ? undefined : openedAt(newest);
  if (newest === undefined || at === undefined || at.getTime() <= now.getTime() + 1000) return [];
  return [
    `the clock says ${now.toISOString()}, earlier than the run \`${newest}\`; nothing depends on it but the order of names`,
  ];
}

function leftBehind({ run, isNamed }: Current, { follows }: { follows: Run | undefined }): string[] {
  if (run === undefined || !isNamed || follows !== undefined) return [];
  const goal = run.goal.length > 60 ? `${run.goal.slice(0, 59)}…` : run.goal;
  return [`the plan was about another goal, "${goal}" (\`${run.id}\`); its text still stands in \`${planPath}\``];
}
