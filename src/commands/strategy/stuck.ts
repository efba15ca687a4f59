import * as z from "zod/mini";
import { literal, visible } from "../../config/words.ts";
import { readOwnText } from "../../pack/disk.ts";
import { putText } from "../../pack/put.ts";
import { leaks } from "../../strategy/documents/finding.ts";
import { idOf, isSameId } from "../../strategy/filing/gate.ts";
import type { Forge } from "../../strategy/forge/types.ts";
import { nextInRun } from "../../strategy/run/next.ts";
import { type StrategyRun, treeSnapshot } from "../../strategy/run/record.ts";
import { changeRun, openStrategyRun, readState } from "../../strategy/run/store.ts";
import { writeMarks } from "../../strategy/stuck/edit.ts";
import { isStuckBy, type LabelEvent, markOf, type Signal, signalsOf } from "../../strategy/stuck/signals.ts";
import { splitItem } from "../../strategy/stuck/split.ts";
import { buildGraph } from "../../strategy/tree/graph/build.ts";
import { parseTree } from "../../strategy/tree/parse/index.ts";
import { judge } from "../../strategy/tree/select.ts";
import { writeStatuses } from "../../strategy/tree/write.ts";
import { Failure } from "../../ui/failure.ts";
import type { Action } from "../../verbs/verb.ts";
import { commonFlags, repeated, said, toggle } from "../flags.ts";
import { readAttempts } from "./attempts.ts";
import { openForge, plannedLines } from "./forge/open.ts";
import { labelEvents, tellIssues } from "./forge/stuck.ts";
import { type JudgedTree, judgeTree } from "./judge.ts";
import { type Answer, play, type Scene } from "./step.ts";
import { shown } from "./stuck/shown.ts";

const flagsSchema = z.object({ ...commonFlags, write: toggle, into: repeated, dryRun: toggle });

/** Shows what was tried in vain, marks it in the tree, or splits it into smaller ones. */
export const stuck: Action = (proc, rawFlags, [action, typed, extra]) => {
  const { write, into, dryRun } = flagsSchema.parse(rawFlags);
  const parts = into.map((part) => said("--into", part));
  const isSplit = action === "split";
  if (
    (action !== undefined && !isSplit) ||
    extra !== undefined ||
    isSplit === (typed === undefined) ||
    (isSplit && write)
  ) {
    throw usage("this is not how `stuck` is typed");
  }
  if (dryRun && !isSplit && !write) throw usage("`--dry-run` belongs to what writes");
  if (isSplit === (parts.length === 0)) throw usage(isSplit ? "into what?" : "`--into` belongs to `stuck split`");
  return play("stuck", proc, rawFlags, async (scene) => {
    const change: Change = isSplit
      ? (run, found) => split(scene, run, found, idOf(typed ?? ""), parts)
      : (run, found) => mark(scene, run, found);
    if (dryRun) return rehearse(scene, change);
    if (isSplit || write) return changing(scene, change);
    const run = await openStrategyRun(scene.root);
    const found = await look(scene, run?.most ?? 5, false);
    return { ...withFailure(shown(found, scene.output), found.failure), run: run?.id ?? null };
  });
};

const usage = (what: string): Failure =>
  new Failure("usage", {
    what,
    fix: '`plan-init strategy stuck`, with `--write`, or `stuck split <id> --into "…" --into "…"`',
  });

/** The tree, and what has become of what is in it. */
interface Found {
  tree: JudgedTree;
  signals: Signal[];
  forge: Forge;
  /** Whether nothing is to be written or sent. */
  isDry: boolean;
  /** Why the forge did not tell how labels came and went. */
  failure: Failure | undefined;
}

async function look(scene: Scene, most: number, isDry: boolean): Promise<Found> {
  const { forge } = await openForge(scene, isDry);
  const tree = await judgeTree(scene, most);
  const { labels, failure } = await labelEvents(scene, forge, tree);
  return { tree, signals: await readSignals(scene.root, tree, labels), forge, isDry, failure };
}

/**
 * Signals from the reports of execution mode, and from a forge.
 *
 * @param labels how labels came and went there
 */
export async function readSignals(
  root: string,
  { judged }: JudgedTree,
  labels: readonly LabelEvent[],
): Promise<Signal[]> {
  const { last } = await readState(root);
  const [attempts, before] = await Promise.all([
    readAttempts(root),
    last === null ? undefined : readOwnText(root, treeSnapshot(last.id)),
  ]);
  return signalsOf(judged, {
    attempts,
    labels,
    before: before === undefined ? undefined : judge(buildGraph(parseTree(before))),
  });
}

interface Changed {
  run: StrategyRun;
  told: Omit<Answer, "run">;
}

type Change = (run: StrategyRun, found: Found) => Promise<Changed>;

async function changing(scene: Scene, change: Change): Promise<Answer> {
  const { run, told } = await changeRun(scene.root, scene.git.signal, async (open) => {
    const found = await look(scene, open.most, false);
    const changed = await change(open, found);
    return { ...changed, told: withFailure(changed.told, found.failure) };
  });
  return {
    ...told,
    run: run.id,
    next: [...told.next, ...nextInRun(run, told.next.includes(settle) ? "tree" : undefined)],
  };
}

/** What the forge did not do leaves something to be done; all else counts. */
function withFailure(told: Changed["told"], failure: Failure | undefined): Changed["told"] {
  if (failure === undefined) return told;
  const notes = [...(told.notes ?? []), `${failure.what}; ${failure.fix}`];
  return { ...told, notes, result: told.result === "done" ? "unfinished" : told.result };
}

/** Shows what would be written and sent; does neither. */
async function rehearse(scene: Scene, change: Change): Promise<Answer> {
  const open = await openStrategyRun(scene.root);
  if (open === undefined) throw new Failure("no-strategy-run", {});
  const found = await look(scene, open.most, true);
  const { told } = await change(open, found);
  const { planned } = found.forge;
  return {
    ...told,
    run: open.id,
    words: `In a dry run: ${told.words}`,
    lines: [...(told.lines ?? []), ...plannedLines(planned)],
    data: { ...told.data, requests: planned },
    next: told.result === "refused" ? told.next : ["do it: the same without `--dry-run`"],
  };
}

/** What came of a change of the tree, with what the issues of its ids were told. */
async function announced(
  scene: Scene,
  { forge }: Found,
  texts: ReadonlyMap<string, string>,
  told: Changed["told"],
): Promise<Changed["told"]> {
  const { issues, failure } = await tellIssues(scene, forge, texts);
  const said =
    issues.length === 0 ? "" : `; told on ${issues.map((issue) => `#${issue}`).join(", ")} of ${forge.place}`;
  return withFailure({ ...told, words: `${told.words}${said}` }, failure);
}

const settle = "settle the constraints anew: `plan-init strategy tree`";

async function put({ root }: Scene, run: StrategyRun, { tree, isDry }: Found, text: string): Promise<StrategyRun> {
  const { file } = tree;
  if (file.own === undefined) throw new Failure("tree-elsewhere", { path: file.name });
  if (!isDry) await putText(root, file.own, text);
  return { ...run, wrote: [...new Set([...run.wrote, file.own])] };
}

async function mark(scene: Scene, run: StrategyRun, found: Found): Promise<Changed> {
  const { tree, signals } = found;
  const ids = [...new Set(signals.filter(isStuckBy).map(({ id }) => id))];
  const marks = new Map(ids.map((id) => [id.toLowerCase(), markOf(signals.filter((each) => each.id === id))]));
  const { text, changed } = writeMarks(tree.judged.graph.tree, marks);
  if (changed.length === 0) {
    const before = shown(found, scene.output);
    return { run, told: { ...before, words: `No mark to write: ${before.words}` } };
  }
  const after = await put(scene, run, found, text);
  const now = shown({ ...found, tree: { ...tree, judged: judge(buildGraph(parseTree(text))) } }, scene.output);
  const words = `Marked ${changed.map((id) => visible(id, 60)).join(", ")} in ${tree.file.name}`;
  const texts = new Map(changed.map((id) => [id, `Stuck: ${marks.get(id.toLowerCase()) ?? ""}`]));
  const told = { ...now, words, data: { ...now.data, marked: changed }, next: [...now.next, settle] };
  return { run: after, told: await announced(scene, found, texts, told) };
}

async function split(scene: Scene, run: StrategyRun, found: Found, id: string, parts: string[]): Promise<Changed> {
  const { tree, signals } = found;
  const refuse = (why: string, next: string): Changed => ({
    run,
    told: { result: "refused", words: `Not split: ${why}`, next: [next] },
  });
  const [leak] = leaks(parts.join("\n"));
  if (leak !== undefined) return refuse(`part ${leak.line}: ${leak.what}`, leak.fix);
  const made = splitItem(tree.judged, id, parts, markOf(signals.filter((each) => isSameId(each.id, id))));
  if (!made.ok) return refuse(made.why, "see what is stuck: `plan-init strategy stuck`");
  const now = judge(buildGraph(parseTree(made.text)));
  const after = await put(scene, run, found, writeStatuses(now.graph.tree, now.statuses));
  const words = `${literal(id)} is split into ${made.ids.join(", ")}, and waits for them`;
  const told: Changed["told"] = { result: "done", words, data: { split: { id, into: made.ids } }, next: [settle] };
  const rows = parts.map((part, at) => `- \`${made.ids[at]}\` ${part}`);
  const texts = new Map([[id, [`Split into ${made.ids.join(", ")}`, "", ...rows].join("\n")]]);
  return { run: after, told: await announced(scene, found, texts, told) };
}
