import { visible } from "../../config/words.ts";
import { readOwnText } from "../../pack/disk.ts";
import { putText } from "../../pack/put.ts";
import { nextInRun } from "../../strategy/run/next.ts";
import { type StrategyRun, treeSnapshot, withOutcome } from "../../strategy/run/record.ts";
import { readState } from "../../strategy/run/store.ts";
import { treeNews } from "../../strategy/run/tree-news.ts";
import { buildGraph } from "../../strategy/tree/graph/build.ts";
import { parseTree } from "../../strategy/tree/parse/index.ts";
import { findingLines } from "../../strategy/tree/print/findings.ts";
import { treeLines } from "../../strategy/tree/print/table.ts";
import { judge } from "../../strategy/tree/select.ts";
import { writeStatuses } from "../../strategy/tree/write.ts";
import { Exit } from "../../ui/exit.ts";
import { Failure } from "../../ui/failure.ts";
import { countWords } from "../../ui/findings.ts";
import { fold } from "../../ui/fold.ts";
import type { Action } from "../../verbs/verb.ts";
import { errorsOf, type JudgedTree, judgeText, judgeTree } from "./judge.ts";
import { play, playOn, type Scene, type Stepped } from "./step.ts";

/** Recomputes the tree's Status lines, lints it, and settles what work may be filed at in this run. */
export const tree: Action = (proc, rawFlags) =>
  play("tree", proc, rawFlags, (scene) => playOn(scene, "tree", (run) => settleTree(scene, run)));

/** A tree beyond this is not kept for comparison. */
const largestSnapshot = 256 * 1024;

async function settleTree(scene: Scene, run: StrategyRun): Promise<Stepped> {
  const found = await putRight(scene, run, await judgeTree(scene, run.most));
  const news = await newsOf(scene.root, found);
  const errors = errorsOf(found.findings);
  if (errors.length > 0) return withErrors(scene, run, found, news);
  const { text } = found.file;
  if (Buffer.byteLength(text) <= largestSnapshot) await putText(scene.root, treeSnapshot(run.id), text);
  const ids = found.constraints.flatMap(({ id }) => id ?? []);
  const outcome = { result: "done" as const, words: constraintWords(ids) };
  const after = withOutcome({ ...run, constraints: ids }, "tree", { at: run.opened, ...outcome });
  const nameless = found.constraints.filter(({ id }) => id === undefined);
  return {
    run: { ...run, constraints: ids },
    outcome,
    told: {
      result: "done",
      run: run.id,
      words: `The tree is in order: ${outcome.words}`,
      lines: [...treeLines(found.judged, found.selection, scene.output), ...newsLines(news, scene)],
      data: { constraints: found.constraints.map(dataOf), news, findings: found.findings.length },
      notes: [
        ...nameless.map(({ name }) => `${visible(name, 80)} has no id, so nothing can be filed at it: give it one`),
        ...(found.findings.length > 0 ? [`${countWords(found.findings)}: \`plan-init tree lint\``] : []),
      ],
      next: nextInRun(after),
    },
  };
}

const constraintWords = (ids: readonly string[]): string =>
  ids.length === 0 ? "no constraints" : `constraints ${ids.map((id) => visible(id, 40)).join(", ")}`;

const dataOf = ({ name, id, text, score, chain, reason }: JudgedTree["constraints"][number]) => ({
  name,
  id: id ?? null,
  text,
  score,
  chain,
  reason,
});

/** Status lines follow from the rest, so they are written before anything is said of them. */
async function putRight(scene: Scene, run: StrategyRun, found: JudgedTree): Promise<JudgedTree> {
  const { file, judged } = found;
  const text = writeStatuses(judged.graph.tree, judged.statuses);
  if (text === file.text) return found;
  if (file.own === undefined) throw new Failure("tree-elsewhere", { path: file.name });
  await putText(scene.root, file.own, text);
  return judgeText(scene, { ...file, text }, run.most);
}

/** What is different since the last run that ended; nothing where there is none to compare with. */
async function newsOf(root: string, { judged }: JudgedTree): Promise<string[]> {
  const { last } = await readState(root);
  const text = last === null ? undefined : await readOwnText(root, treeSnapshot(last.id));
  return text === undefined ? [] : treeNews(judge(buildGraph(parseTree(text))), judged);
}

const mostNews = 12;

function newsLines(news: readonly string[], { output }: Scene): string[] {
  if (news.length === 0) return [];
  const more = news.length > mostNews ? [`and ${news.length - mostNews} more`] : [];
  const shown = [...news.slice(0, mostNews), ...more];
  return [
    "",
    "Since the last run:",
    ...shown.flatMap((line) => fold(visible(line, 200), output.width - 2).map((row) => `  ${row}`)),
  ];
}

/** The findings are what there is to do: nothing is selected from a tree that misleads. */
function withErrors(scene: Scene, run: StrategyRun, found: JudgedTree, news: readonly string[]): Stepped {
  const words = `${countWords(found.findings)} in the tree`;
  return {
    run: { ...run, constraints: [] },
    outcome: { result: "failed", words },
    told: {
      result: "unfinished",
      exit: found.selection === undefined ? Exit.Person : Exit.NotYet,
      run: run.id,
      words,
      lines: findingLines(found.findings, found.file.name, scene.output),
      data: { constraints: [], news, findings: found.findings.length },
      next: ["mend the errors, then: `plan-init strategy tree`"],
    },
  };
}
