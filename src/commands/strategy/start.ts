import * as z from "zod/mini";
import { readOwnText } from "../../pack/disk.ts";
import { removeFile } from "../../pack/folders.ts";
import { temporaryOf } from "../../pack/journal.ts";
import { exclusively } from "../../pack/transaction.ts";
import { version } from "../../package.ts";
import { changedSince } from "../../repo/changed-since.ts";
import { readBaseline } from "../../repo/git.ts";
import { type Sync, syncWords } from "../../repo/sync.ts";
import { isoSeconds, runsDir, slugOf } from "../../runs/names.ts";
import { makeRunFolder } from "../../runs/save.ts";
import { readSettings } from "../../runs/setup.ts";
import { listRuns } from "../../runs/store.ts";
import { decideGate } from "../../strategy/run/gate.ts";
import { nextInRun } from "../../strategy/run/next.ts";
import { contextFile, type StrategyRun, strategyRunFile, withOutcome } from "../../strategy/run/record.ts";
import { groupHashes } from "../../strategy/run/seen.ts";
import { openStrategyRun, readStrategyRuns, type StrategyRuns, saveStrategyRun } from "../../strategy/run/store.ts";
import { Exit, type ExitCode } from "../../ui/exit.ts";
import { Failure } from "../../ui/failure.ts";
import type { Action } from "../../verbs/verb.ts";
import { commonFlags, said } from "../flags.ts";
import { synchronise } from "../synchronise.ts";
import { memoryShortage, refuseInactive } from "./guards.ts";
import { prepare } from "./preflight.ts";
import { readSeen } from "./read.ts";
import { stepLines } from "./resume.ts";
import { skip } from "./skip.ts";
import { type Answer, play, type Scene } from "./step.ts";

const flagsSchema = z.object({
  ...commonFlags,
  goal: z._default(z.string(), ""),
  reason: z.optional(z.string()),
  most: z._default(z.string(), "5"),
  minMemory: z._default(z.string(), "512"),
});

interface Wish {
  goal: string;
  reason: string | undefined;
  most: number;
}

/** Opens a strategy run, or goes on with the one that is open; says why where there is no occasion for one. */
export const start: Action = (proc, rawFlags) => {
  const { goal, reason, most, minMemory } = flagsSchema.parse(rawFlags);
  const wish: Wish = {
    // The CONFIG of the runner has an empty one where nobody says what to look at first.
    goal: goal.trim() === "" ? "" : said("--goal", goal),
    reason: reason === undefined ? undefined : said("--reason", reason),
    most: parseMost(most),
  };
  return play("start", proc, rawFlags, async (scene) => {
    const { root } = scene;
    const { config, isInstalled } = await readSettings(root);
    if (!isInstalled) throw new Failure("not-installed", {});
    await refuseInactive(root);
    const shortage = memoryShortage(minMemory);
    if (shortage !== undefined) return exclusively(root, () => skip(scene, [shortage], Exit.NotYet, "start"));
    const isOpen = (await openStrategyRun(root)) !== undefined;
    // A run that is open has changes of its own, which nothing is to come between.
    const sync = config.sync === "ff-only" && !isOpen ? await synchronise(root, scene.git) : undefined;
    return exclusively(root, () => openOrResume(scene, wish, sync));
  });
};

function parseMost(given: string): number {
  if (/^(?:[1-9]|1\d|20)$/.test(given)) return Number(given);
  throw new Failure("usage", { what: `\`--most ${given}\`: expected a number from 1 to 20` });
}

async function openOrResume(scene: Scene, wish: Wish, sync: Sync | undefined): Promise<Answer> {
  const runs = await readStrategyRuns(scene.root);
  if (runs.open !== undefined) return goOn(scene, runs, runs.open, wish);
  const baseline = await readBaseline(scene.root, scene.git);
  const head = baseline.kind === "commit" ? baseline.commit : null;
  const code = await changedSince(scene.root, runs.state.last?.commit ?? null, head, scene.git);
  const gate = decideGate(runs.state, groupHashes(await readSeen(scene.root)), code, wish.reason);
  if (gate.kind === "skip") return skip(scene, gate.why, Exit.Person, "start");
  const run = await open(scene, wish, runs, {
    branch: baseline.kind === "none" ? null : baseline.branch,
    commit: head,
  });
  const begun = await begin(scene, runs, run, gate.why);
  const notes = [
    ...(sync === undefined ? [] : [`sync: ${syncWords(sync)}`]),
    ...clockNotes(scene.now, runs),
    ...(baseline.kind === "none" ? [`there is no baseline: ${baseline.why}`] : []),
  ];
  return told(scene, begun, `Opened strategy run ${run.number}: ${runsDir}/${run.id}`, [...notes, ...begun.notes]);
}

/** Opens a run; its record is what makes it one. */
async function open(
  scene: Scene,
  { goal, most }: Wish,
  { runs, state }: StrategyRuns,
  place: Pick<StrategyRun, "branch" | "commit">,
): Promise<StrategyRun> {
  await tidyKilled(scene.root);
  const id = await makeRunFolder(scene.root, scene.now, slugOf(goal) || "strategy");
  const run: StrategyRun = {
    schema: 1,
    id,
    goal,
    opened: isoSeconds(scene.now),
    program: version,
    ...place,
    // Runs are told apart by number, whatever the clocks of their machines say.
    number: 1 + Math.max(state.runs, runs[0]?.number ?? 0),
    most,
    outcomes: {},
    triaged: [],
    constraints: [],
    filed: [],
    wrote: [],
    ended: null,
  };
  await saveStrategyRun(scene.root, run);
  return run;
}

/** How far back we look for what a run left that was killed before it had a record. */
const mostKilled = 5;

async function tidyKilled(root: string): Promise<void> {
  for (const id of (await listRuns(root)).slice(-mostKilled)) {
    if ((await readOwnText(root, strategyRunFile(id))) !== undefined) continue;
    await removeFile(root, temporaryOf(strategyRunFile(id)), [`${runsDir}/${id}`]);
  }
}

interface Begun {
  run: StrategyRun;
  notes: string[];
  exit: ExitCode;
}

/** The preflight of a run. What goes wrong is kept as its outcome and told of; the run stays open. */
async function begin(scene: Scene, runs: StrategyRuns, run: StrategyRun, why: readonly string[]): Promise<Begun> {
  const at = isoSeconds(scene.now);
  try {
    const { outcome, notes } = await prepare(scene, runs, run, why);
    const begun = withOutcome(run, "preflight", { at, ...outcome });
    await saveStrategyRun(scene.root, begun);
    return { run: begun, notes, exit: Exit.Good };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const begun = withOutcome(run, "preflight", { at, result: "failed", words: error.what.slice(0, 400) });
    await saveStrategyRun(scene.root, begun);
    return {
      run: begun,
      notes: [`preflight failed: ${error.what}${error.fix === undefined ? "" : `; ${error.fix}`}`],
      exit: error.exit,
    };
  }
}

async function goOn(scene: Scene, runs: StrategyRuns, open: StrategyRun, wish: Wish): Promise<Answer> {
  const isReady = open.outcomes.preflight?.result === "done";
  const begun = isReady ? { run: open, notes: [], exit: Exit.Good } : await begin(scene, runs, open, []);
  const other = wish.goal !== "" && wish.goal !== open.goal;
  const notes = [
    ...(other
      ? [
          `the open run is about ${open.goal === "" ? "no goal of its own" : `“${open.goal}”`}: end it before another begins`,
        ]
      : []),
    ...clockNotes(scene.now, runs),
    ...begun.notes,
  ];
  return told(scene, begun, `Went on with strategy run ${open.number}: ${runsDir}/${open.id}`, notes);
}

function told({ output }: Scene, { run, exit }: Begun, words: string, notes: readonly string[]): Answer {
  return {
    result: exit === Exit.Good ? "done" : "unfinished",
    exit,
    run: run.id,
    words,
    lines: stepLines(run, output),
    data: { record: run, context: contextFile(run.id) },
    notes,
    next: [...(exit === Exit.Good ? [`read \`${contextFile(run.id)}\` once`] : []), ...nextInRun(run)],
  };
}

function clockNotes(now: Date, { runs, state }: StrategyRuns): string[] {
  const before = [state.last?.ended, runs[0]?.opened]
    .flatMap((at) => at ?? [])
    .sort()
    .at(-1);
  if (before === undefined || now.getTime() + 1000 >= Date.parse(before)) return [];
  return [
    `the clock says ${isoSeconds(now)}, earlier than the last run (${before}): runs count by number, not by time`,
  ];
}
