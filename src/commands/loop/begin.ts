import type { Config } from "../../config/schema.ts";
import { exclusively } from "../../pack/transaction.ts";
import { parsePlan } from "../../plan/parse/index.ts";
import type { GitOptions } from "../../repo/git.ts";
import type { NewEvent } from "../../review/events.ts";
import { caps } from "../../review/stop/cap.ts";
import { decideStop } from "../../review/stop/index.ts";
import type { Limits, Session, Stop } from "../../review/types.ts";
import { currentRun } from "../../runs/current.ts";
import { sameGoal } from "../../runs/decide-start.ts";
import { readPlanText } from "../../runs/plan-text.ts";
import type { Run } from "../../runs/run.ts";
import { planPath } from "../../runs/setup.ts";
import { Failure } from "../../ui/failure.ts";
import type { Proc } from "../../ui/process.ts";
import { isWritten } from "../review/close.ts";
import { addMaterial, materialOf } from "../review/material.ts";
import { goOn, openSession } from "../review/session.ts";
import type { Sitting } from "../review/step.ts";
import { begin } from "../start/begin.ts";
import { synchronise } from "../synchronise.ts";
import type { LoopFlags } from "./flags.ts";

/** What is known before a run is. */
export interface Scene {
  proc: Proc;
  root: string;
  cwd: string;
  config: Config;
  flags: LoopFlags;
}

/**
 * The run that is looped: the plan's own, or a new one for another goal.
 *
 * @throws Failure `no-plan`, `no-run-to-loop`, and as `start`
 */
export async function findRun({ proc, root, config, flags }: Scene): Promise<Run> {
  const text = await readPlanText(root);
  if (text === undefined) throw new Failure("no-plan", { path: planPath });
  const { run } = await currentRun(root, parsePlan(text));
  const { goal, reason } = flags;
  const isMeant = goal === undefined || (run !== undefined && sameGoal(goal, run.goal));
  if (run !== undefined && isMeant && reason === undefined) return run;
  if (goal === undefined && reason === undefined) throw new Failure("no-run-to-loop", {});
  const git: GitOptions = { env: proc.env, signal: proc.signal };
  if (config.sync === "ff-only") await synchronise(root, git);
  const start = {
    ...{ cwd: flags.cwd, json: flags.json, goal, from: undefined, slug: undefined, reason },
    ...{ mode: "execution" as const, notes: [], max: undefined },
  };
  return (await exclusively(root, () => begin({ root, config, flags: start, now: proc.now(), git }))).run;
}

/**
 * Opens the session, or has it go on where the same command, or a person's word, may do that. One whose end was cut off while it was
 * written is let through as it is, to be ended once more.
 *
 * @throws Failure `loop-over` where a person has to say for how long it goes on, `loop-budget` where nothing is left to spend
 */
export async function enter(sitting: Sitting, scene: Scene, agents: Record<string, string>): Promise<void> {
  const { proc, root, cwd, flags } = scene;
  const { rounds, limits } = flags;
  const material = await materialOf({ root, cwd, flags });
  const { session } = sitting;
  const stop = session.phase === "SETUP" ? undefined : decideStop(session);
  if (session.phase === "SETUP") {
    await openSession(sitting, root, { env: proc.env }, { cap: rounds ?? caps.usual, limits, agents });
  } else if (stop !== undefined && isFinal(stop, flags)) {
    const hasMore = material.paths.length + material.notes.length > 0;
    if (!hasMore && !(await isWritten(root, sitting))) return;
    throw new Failure("loop-over", { words: `${stop.reason}: ${stop.words}` });
  } else if (stop !== undefined) await resume(sitting, stop, flags);
  else if (Object.keys(limits).length > 0) await sitting.happen({ type: "resumed", rounds: 0, limits });
  await addMaterial(sitting, material);
  await sitting.happen(...dealtWith(sitting.session));
}

/** Ends that say nothing of the plan: the same command goes on from there. */
const passing = new Set<string>(["interrupted", "agent_failed"]);

/** An end that nobody asks to go beyond. */
const isFinal = ({ reason }: Stop, { rounds }: LoopFlags): boolean =>
  reason !== "budget" && !passing.has(reason) && rounds === undefined;

async function resume(sitting: Sitting, stop: Stop, { rounds, limits }: LoopFlags): Promise<void> {
  const { session } = sitting;
  const { reason, words } = stop;
  if (reason === "budget") {
    if (!isMore(limits, session.limits)) throw new Failure("loop-budget", { words });
    return goOn(sitting, stop, { rounds: rounds ?? 0, limits });
  }
  await goOn(sitting, stop, { rounds: passing.has(reason) ? 0 : (rounds ?? 0), limits });
}

const isMore = (limits: Limits, old: Limits): boolean =>
  (Object.keys(old) as (keyof Limits)[]).some((key) => (limits[key] ?? 0) > (old[key] ?? Number.POSITIVE_INFINITY));

/** What only held up the loop that was: whoever starts it again has seen it. */
const dealtWith = ({ blockers, questions }: Session): NewEvent[] =>
  blockers
    .filter(({ id }) => questions.every((question) => question.id !== id))
    .map(({ id }) => ({ type: "cleared", id, answer: "the loop was started again" }));
