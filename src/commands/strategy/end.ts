import { visible } from "../../config/words.ts";
import { readOwnText } from "../../pack/disk.ts";
import { isoSeconds } from "../../runs/names.ts";
import { readShelf } from "../../strategy/documents/shelf.ts";
import { entryProblems } from "../../strategy/journal/write.ts";
import { predictionsDir, vaultDir } from "../../strategy/paths.ts";
import { type StrategyRun, steps, withOutcome } from "../../strategy/run/record.ts";
import { groupHashes, knownAtEnd } from "../../strategy/run/seen.ts";
import { changeRun, readState, saveState } from "../../strategy/run/store.ts";
import { treeLines } from "../../strategy/tree/print/table.ts";
import { Failure } from "../../ui/failure.ts";
import type { Action } from "../../verbs/verb.ts";
import { journalFile } from "./journal.ts";
import { errorsOf, type JudgedTree, judgeTree } from "./judge.ts";
import { readSeen, readSeenFile } from "./read.ts";
import { stepLines } from "./resume.ts";
import { type Answer, play, type Scene } from "./step.ts";

/** Ends the run: only then the state advances. Refuses while something of it is undone. */
export const end: Action = (proc, rawFlags) =>
  play("end", proc, rawFlags, async (scene) => {
    const { told } = await changeRun(scene.root, scene.git.signal, async (open) => {
      const { problems, tree } = await undone(scene, open);
      if (problems.length > 0 || tree === undefined) throw new Failure("strategy-not-done", { problems });
      const run = await close(scene, open);
      return { run, told: await summary(scene, run, tree) };
    });
    return told;
  });

/** What keeps the run from ending, a clause each. */
async function undone(scene: Scene, run: StrategyRun): Promise<{ problems: string[]; tree: JudgedTree | undefined }> {
  const { root } = scene;
  const waiting = await readShelf(root, predictionsDir("unreviewed"));
  const bare = run.triaged.filter(({ reason }) => reason.trim() === "");
  const [tree, treeProblems] = await treeState(scene, run);
  const journal = await readOwnText(root, journalFile(run));
  const problems = [
    ...waiting.map(({ slug }) => `the prediction \`${visible(slug, 80)}\` has no outcome`),
    ...bare.map(({ slug }) => `the decision on \`${visible(slug, 80)}\` has no reason`),
    ...treeProblems,
    ...entryProblems(journal, run.id).map((problem) => `journal (\`${journalFile(run)}\`): ${problem}`),
  ];
  return { problems, tree };
}

async function treeState(scene: Scene, run: StrategyRun): Promise<[JudgedTree | undefined, string[]]> {
  try {
    const tree = await judgeTree(scene, run.most);
    const errors = errorsOf(tree.findings);
    const problems = errors.map(({ line, rule, what }) => `the tree, line ${line}: ${rule}: ${visible(what, 200)}`);
    return [tree, problems.slice(0, 10)];
  } catch (error) {
    if (error instanceof Failure) return [undefined, [error.what]];
    throw error;
  }
}

/** The state first, the run's own end last: one that is killed between them is still open, and ends the same way. */
async function close(scene: Scene, run: StrategyRun): Promise<StrategyRun> {
  const { root } = scene;
  const { last } = await readState(root);
  const ended = last?.id === run.id ? last.ended : isoSeconds(scene.now);
  const known = knownAtEnd(await readSeenFile(root, run.id), await readSeen(root), run.wrote);
  const hashes = groupHashes(known);
  await saveState(root, { schema: 1, runs: run.number, last: { id: run.id, ended, commit: run.commit, hashes } });
  const missing = steps.filter((step) => step !== "commit" && run.outcomes[step] === undefined);
  const complete = missing.reduce(
    (done, step) => withOutcome(done, step, { at: ended, result: "skipped", words: "not done in this run" }),
    run,
  );
  return { ...complete, ended };
}

async function summary(
  scene: Scene,
  run: StrategyRun,
  { judged, selection, constraints }: JudgedTree,
): Promise<Answer> {
  const vault = await readShelf(scene.root, vaultDir("pending"));
  const slugs = vault.map(({ slug }) => slug);
  const failed = steps.filter((step) => run.outcomes[step]?.result === "failed");
  return {
    result: "done",
    run: run.id,
    words: `Strategy run ${run.number} has ended`,
    lines: [
      ...stepLines(run, scene.output),
      "",
      ...treeLines(judged, selection, scene.output),
      ...(slugs.length === 0 ? [] : ["", "In the vault:", ...slugs.map((slug) => `  ${visible(slug, 100)}`)]),
    ],
    data: {
      record: run,
      constraints: constraints.map(({ name, score, reason }) => ({ name, score, reason })),
      vault: slugs,
    },
    notes: failed.map((step) => `${step} failed: ${run.outcomes[step]?.words ?? ""}`),
    next: [
      "commit what the run wrote: `plan-init strategy commit`",
      ...(slugs.length === 0 ? [] : ["decide what waits for people: `plan-init strategy vault`"]),
    ],
  };
}
