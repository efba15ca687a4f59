import * as z from "zod/mini";
import { literal, visible } from "../../config/words.ts";
import { readOwnText } from "../../pack/disk.ts";
import { putText } from "../../pack/put.ts";
import { leaks } from "../../strategy/documents/finding.ts";
import { idOf, isSameId, typedId } from "../../strategy/filing/gate.ts";
import { nextInRun } from "../../strategy/run/next.ts";
import { type StrategyRun, treeSnapshot } from "../../strategy/run/record.ts";
import { changeRun, openStrategyRun, readState } from "../../strategy/run/store.ts";
import { openItems, writeMarks } from "../../strategy/stuck/edit.ts";
import { isStuckBy, type LabelEvent, markOf, type Signal, signalsOf } from "../../strategy/stuck/signals.ts";
import { splitItem } from "../../strategy/stuck/split.ts";
import { buildGraph } from "../../strategy/tree/graph/build.ts";
import { parseTree } from "../../strategy/tree/parse/index.ts";
import { judge } from "../../strategy/tree/select.ts";
import { writeStatuses } from "../../strategy/tree/write.ts";
import { Failure } from "../../ui/failure.ts";
import { fold } from "../../ui/fold.ts";
import type { Action } from "../../verbs/verb.ts";
import { commonFlags, repeated, said, toggle } from "../flags.ts";
import { readAttempts } from "./attempts.ts";
import { type JudgedTree, judgeTree } from "./judge.ts";
import { type Answer, play, type Scene } from "./step.ts";

const flagsSchema = z.object({ ...commonFlags, write: toggle, into: repeated });

/** Shows what was tried in vain, marks it in the tree, or splits it into smaller ones. */
export const stuck: Action = (proc, rawFlags, [action, typed, extra]) => {
  const { write, into } = flagsSchema.parse(rawFlags);
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
  if (isSplit === (parts.length === 0)) throw usage(isSplit ? "into what?" : "`--into` belongs to `stuck split`");
  return play("stuck", proc, rawFlags, async (scene) => {
    if (isSplit) return changing(scene, (run, found) => split(scene, run, found, idOf(typed ?? ""), parts));
    if (write) return changing(scene, (run, found) => mark(scene, run, found));
    const run = await openStrategyRun(scene.root);
    const found = await look(scene, run?.most ?? 5);
    return { ...shown(scene, found), run: run?.id ?? null };
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
}

async function look(scene: Scene, most: number): Promise<Found> {
  const tree = await judgeTree(scene, most);
  return { tree, signals: await readSignals(scene.root, tree, []) };
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

async function changing(scene: Scene, change: (run: StrategyRun, found: Found) => Promise<Changed>): Promise<Answer> {
  const { run, told } = await changeRun(scene.root, scene.git.signal, async (open) =>
    change(open, await look(scene, open.most)),
  );
  return { ...told, run: run.id, next: [...told.next, ...nextInRun(run, "tree")] };
}

const settle = "settle the constraints anew: `plan-init strategy tree`";

async function put({ root }: Scene, run: StrategyRun, { file }: JudgedTree, text: string): Promise<StrategyRun> {
  if (file.own === undefined) throw new Failure("tree-elsewhere", { path: file.name });
  await putText(root, file.own, text);
  return { ...run, wrote: [...new Set([...run.wrote, file.own])] };
}

async function mark(scene: Scene, run: StrategyRun, found: Found): Promise<Changed> {
  const { tree, signals } = found;
  const ids = [...new Set(signals.filter(isStuckBy).map(({ id }) => id))];
  const marks = new Map(ids.map((id) => [id.toLowerCase(), markOf(signals.filter((each) => each.id === id))]));
  const { text, changed } = writeMarks(tree.judged.graph.tree, marks);
  const told = shown(scene, found);
  if (changed.length === 0) return { run, told: { ...told, words: `No mark to write: ${told.words}` } };
  const after = await put(scene, run, tree, text);
  const now = shown(scene, { ...found, tree: { ...tree, judged: judge(buildGraph(parseTree(text))) } });
  const words = `Marked ${changed.map((id) => visible(id, 60)).join(", ")} in ${tree.file.name}`;
  return {
    run: after,
    told: { ...now, words, data: { ...now.data, marked: changed }, next: [...now.next, settle] },
  };
}

async function split(
  scene: Scene,
  run: StrategyRun,
  { tree, signals }: Found,
  id: string,
  parts: string[],
): Promise<Changed> {
  const refuse = (why: string, next: string): Changed => ({
    run,
    told: { result: "refused", words: `Not split: ${why}`, next: [next] },
  });
  const [leak] = leaks(parts.join("\n"));
  if (leak !== undefined) return refuse(`part ${leak.line}: ${leak.what}`, leak.fix);
  const made = splitItem(tree.judged, id, parts, markOf(signals.filter((each) => isSameId(each.id, id))));
  if (!made.ok) return refuse(made.why, "see what is stuck: `plan-init strategy stuck`");
  const now = judge(buildGraph(parseTree(made.text)));
  const after = await put(scene, run, tree, writeStatuses(now.graph.tree, now.statuses));
  const words = `${literal(id)} is split into ${made.ids.join(", ")}, and waits for them`;
  return { run: after, told: { result: "done", words, data: { split: { id, into: made.ids } }, next: [settle] } };
}

function shown({ output }: Scene, { tree, signals }: Found): Omit<Answer, "run"> {
  const marked = [...openItems(tree.judged.graph.tree).values()].filter((item) => item.stuck !== undefined);
  const ids = [...new Set(signals.filter(isStuckBy).map(({ id }) => id))];
  const unmarked = ids.filter((id) => !marked.some((item) => isSameId(item.ids[0]?.text, id)));
  const open = marked.filter((item) => !/\bSPLIT\b/.test(item.stuck?.text ?? ""));
  const count = ids.length + marked.filter((item) => !ids.some((id) => isSameId(item.ids[0]?.text, id))).length;
  return {
    result: "done",
    words:
      count === 0
        ? "Nothing is stuck"
        : `${count} stuck, ${open.length} marked and not split, ${unmarked.length} not marked yet`,
    lines: [
      ...signals.flatMap((signal) => signalLines(signal, output)),
      ...marked.map(
        (item) =>
          `  ${visible(item.ids[0]?.text ?? "", 60)}  in the tree, line ${item.line}: ${visible(item.stuck?.text ?? "", 120)}`,
      ),
    ],
    data: {
      signals: signals.map((signal) => ({ ...signal, stuck: isStuckBy(signal) })),
      marked: marked.map(({ ids: [id], line, stuck: reason }) => ({
        id: id?.text ?? null,
        line,
        reason: reason?.text ?? "",
      })),
    },
    next: [
      ...(unmarked.length > 0 ? ["put the marks into the tree: `plan-init strategy stuck --write`"] : []),
      ...open
        .slice(0, 3)
        .map(
          (item) =>
            `split it into 2 to 5 smaller ones: \`plan-init strategy stuck split ${typedId(item.ids[0]?.text ?? "")} --into "…" --into "…"\``,
        ),
      ...(unmarked.length + open.length === 0 ? ["see what to work on: `plan-init tree`"] : []),
    ],
  };
}

const mostEvidence = 5;

function signalLines(signal: Signal, { width, paint }: Scene["output"]): string[] {
  const { id, kind, count, evidence } = signal;
  const tone = isStuckBy(signal) ? paint.red : paint.dim;
  const more = evidence.length > mostEvidence ? [`and ${evidence.length - mostEvidence} more`] : [];
  const proof = [...evidence.slice(0, mostEvidence), ...more].map((each) => visible(each, 200)).join(", ");
  return fold(`${visible(id, 60)}  ${tone(`${kind} ${count}x`)}  ${proof}`, width - 4).map(
    (line, at) => `  ${at === 0 ? "" : "  "}${line}`,
  );
}
