import { readOwnText } from "../../pack/disk.ts";
import { putText } from "../../pack/put.ts";
import { conflictLine } from "../../runs/plan-text.ts";
import { readShelf } from "../../strategy/documents/shelf.ts";
import { factLines } from "../../strategy/journal/facts.ts";
import { entryProblems, longestSection, writeEntry } from "../../strategy/journal/write.ts";
import { journalDir, vaultDir } from "../../strategy/paths.ts";
import { nextInRun } from "../../strategy/run/next.ts";
import { type StrategyRun, withOutcome } from "../../strategy/run/record.ts";
import { findSecrets } from "../../strategy/secrets.ts";
import { Failure } from "../../ui/failure.ts";
import type { Action } from "../../verbs/verb.ts";
import { type JudgedTree, judgeTree } from "./judge.ts";
import { play, playOn, type Scene, type Stepped } from "./step.ts";

/** Writes the run's section of the journal, brings its facts up to date, and says what is still to be filled in. */
export const journal: Action = (proc, rawFlags) =>
  play("journal", proc, rawFlags, (scene) => playOn(scene, "journal", (run) => keepJournal(scene, run)));

/** The journal of the day that a run was opened on, in UTC. */
export const journalFile = ({ opened }: StrategyRun): string => `${journalDir}/${opened.slice(0, 10)}.md`;

async function keepJournal(scene: Scene, run: StrategyRun): Promise<Stepped> {
  const { root } = scene;
  const file = journalFile(run);
  const before = await readOwnText(root, file);
  const line = before === undefined ? undefined : conflictLine(before);
  if (line !== undefined) throw new Failure("journal-in-conflict", { path: file, line });
  const text = writeEntry(before, await entryOf(scene, run));
  refuseSecrets(file, text);
  if (text !== before) await putText(root, file, text);
  const after = run.wrote.includes(file) ? run : { ...run, wrote: [...run.wrote, file] };
  return answer(after, file, entryProblems(text, run.id));
}

async function entryOf(scene: Scene, run: StrategyRun) {
  const vault = await readShelf(scene.root, vaultDir("pending"));
  return {
    run: run.id,
    title: `Run ${run.number}, ${run.opened.slice(11, 16)} UTC`,
    date: run.opened.slice(0, 10),
    facts: factLines(
      run,
      await constraintsOf(scene, run),
      vault.map(({ slug }) => slug),
    ),
  };
}

/** The constraints that the tree step settled, with their scores as they are now. */
async function constraintsOf(scene: Scene, run: StrategyRun): Promise<JudgedTree["constraints"]> {
  if (run.constraints.length === 0) return [];
  const { constraints } = await judgeTree(scene, run.most);
  return constraints.filter(({ id }) => id !== undefined && run.constraints.includes(id));
}

/** @throws Failure `secret-found` naming line and kind */
export function refuseSecrets(path: string, text: string): void {
  const [leak] = findSecrets(text);
  if (leak !== undefined) throw new Failure("secret-found", { path, ...leak });
}

function answer(run: StrategyRun, file: string, problems: readonly string[]): Stepped {
  const isDone = problems.length === 0;
  const outcome = { result: "done" as const, words: file };
  const after = isDone ? withOutcome(run, "journal", { at: run.opened, ...outcome }) : run;
  return {
    run,
    outcome: isDone ? outcome : undefined,
    told: {
      result: isDone ? "done" : "unfinished",
      run: run.id,
      words: isDone ? `The journal is complete: ${file}` : `Written: ${file}; ${problems.join(", ")}`,
      data: { path: file, problems: [...problems] },
      next: isDone
        ? nextInRun(after)
        : [
            `fill in the slots of this run's section, at most ${longestSection} lines in all, then: \`plan-init strategy journal\``,
          ],
    },
  };
}
