import path from "node:path";
import fs from "fs-extra";
import { readOwnText } from "../../pack/disk.ts";
import { parseOwnJson } from "../../pack/own-json.ts";
import { putText } from "../../pack/put.ts";
import { strictly } from "../../pack/strictly.ts";
import { exclusively } from "../../pack/transaction.ts";
import { listRuns } from "../../runs/store.ts";
import { Failure } from "../../ui/failure.ts";
import { statePath } from "../paths.ts";
import { type StrategyRun, strategyRunFile, strategyRunSchema } from "./record.ts";
import { noState, parseState, refuseNewer, type StrategyState, serialise } from "./state.ts";

/** All strategy runs and what is known of them together. */
export interface StrategyRuns {
  /** Newest first, by their numbers: a clock that goes backwards changes nothing. */
  runs: StrategyRun[];
  state: StrategyState;
  /** The one that is under way. */
  open: StrategyRun | undefined;
}

/**
 * Reads every strategy run's record, and the state.
 *
 * @throws Failure `strategy-run-…`, `strategy-state-damaged` for what cannot be read
 */
export async function readStrategyRuns(root: string): Promise<StrategyRuns> {
  const [ids, state] = await Promise.all([listRuns(root), readState(root)]);
  const isStrategy = await Promise.all(ids.map((id) => fs.pathExists(path.join(root, strategyRunFile(id)))));
  const read = await Promise.all(ids.filter((_, index) => isStrategy[index]).map((id) => readStrategyRun(root, id)));
  const runs = read.filter((run) => run !== undefined).sort(newerFirst);
  return { runs, state, open: runs.find((run) => isOpen(run, state)) };
}

const newerFirst = (a: StrategyRun, b: StrategyRun): number => b.number - a.number || (a.id < b.id ? 1 : -1);

/**
 * Whether a run is under way. One that another branch left unfinished was overtaken when a later one ended; one that the state knows,
 * but that is not marked as ended, was killed at its very end.
 */
const isOpen = (run: StrategyRun, { runs, last }: StrategyState): boolean =>
  run.ended === null && (run.number > runs || run.id === last?.id);

/**
 * A run's record, or `undefined` where its folder has none.
 *
 * @throws Failure `strategy-run-…` for one that cannot be read
 */
export async function readStrategyRun(root: string, id: string): Promise<StrategyRun | undefined> {
  const file = strategyRunFile(id);
  const text = await readOwnText(root, file);
  return text === undefined ? undefined : parseStrategyRun(text, file, id);
}

function parseStrategyRun(text: string, file: string, id: string): StrategyRun {
  const damaged = (why: string) => new Failure("strategy-run-damaged", { path: file, why });
  const data = parseOwnJson(text, new Failure("strategy-run-in-conflict", { path: file }), damaged);
  refuseNewer(data, file);
  const run = strictly(strategyRunSchema, data, damaged);
  if (run.id !== id) throw damaged(`it is the record of \`${run.id}\``);
  return run;
}

/** The run that is under way. Failures as `readStrategyRuns`. */
export const openStrategyRun = async (root: string): Promise<StrategyRun | undefined> =>
  (await readStrategyRuns(root)).open;

/** Writes a run's record in one step. Call it under `exclusively`. */
export const saveStrategyRun = (root: string, run: StrategyRun): Promise<void> =>
  putText(root, strategyRunFile(run.id), serialise(run));

/** @throws Failure `strategy-state-damaged` and the like */
export async function readState(root: string): Promise<StrategyState> {
  const text = await readOwnText(root, statePath);
  return text === undefined ? noState : parseState(text, statePath);
}

/** Writes the state in one step. Call it under `exclusively`. */
export const saveState = (root: string, state: StrategyState): Promise<void> =>
  putText(root, statePath, serialise(state));

/**
 * Changes the run that is under way, in one go that no other command comes between.
 *
 * @param change given the record, does its work on the disk and returns the record as it is now, with whatever else came of it
 * @returns what `change` returns
 * @throws Failure `no-strategy-run` without an open run, `locked`; the signal's reason when it was aborted before
 */
export function changeRun<Result extends { run: StrategyRun }>(
  root: string,
  signal: AbortSignal,
  change: (run: StrategyRun) => Result | Promise<Result>,
): Promise<Result> {
  return exclusively(root, async () => {
    const run = await openStrategyRun(root);
    if (run === undefined) throw new Failure("no-strategy-run", {});
    signal.throwIfAborted();
    const result = await change(run);
    await saveStrategyRun(root, result.run);
    return result;
  });
}
