import * as z from "zod/mini";
import { visible } from "../../config/words.ts";
import { readOwnText } from "../../pack/disk.ts";
import { checkMemory, isMemoryDue, longestMemory, type MemoryFinding } from "../../strategy/memory/check.ts";
import { lastDistilled } from "../../strategy/memory/due.ts";
import { memoryPath } from "../../strategy/paths.ts";
import { nextInRun } from "../../strategy/run/next.ts";
import { type Outcome, type StrategyRun, withOutcome } from "../../strategy/run/record.ts";
import { shortHash } from "../../strategy/run/seen.ts";
import { openStrategyRun, readStrategyRuns } from "../../strategy/run/store.ts";
import { fold } from "../../ui/fold.ts";
import type { Action } from "../../verbs/verb.ts";
import { commonFlags, said, toggle } from "../flags.ts";
import { refuseSecrets } from "./journal.ts";
import { readSeenFile } from "./read.ts";
import { type Answer, play, playOn, type Scene, type Stepped } from "./step.ts";

const flagsSchema = z.object({ ...commonFlags, check: toggle, keep: z.optional(z.string()) });

/** Says whether the memory is due, and what of it goes stale. */
export const memory: Action = (proc, rawFlags) => {
  const { check, keep } = flagsSchema.parse(rawFlags);
  const reason = keep === undefined ? undefined : said("--keep", keep);
  return play("memory", proc, rawFlags, (scene) =>
    check ? look(scene) : playOn(scene, "memory", (run) => tend(scene, run, reason)),
  );
};

/** `--check`: what is wrong with the memory, whether or not there is a run. */
async function look(scene: Scene): Promise<Answer> {
  const text = await readOwnText(scene.root, memoryPath);
  const findings = checkMemory(text ?? "");
  const run = await openStrategyRun(scene.root);
  return {
    ...toldOf(scene, findings),
    run: run?.id ?? null,
    ...(findings.length === 0 && {
      words: text === undefined ? `There is no \`${memoryPath}\`` : "The memory holds nothing that goes stale",
      next: ["nothing: this was a look"],
    }),
  };
}

async function tend(scene: Scene, run: StrategyRun, keep: string | undefined): Promise<Stepped> {
  const text = await readOwnText(scene.root, memoryPath);
  const seen = await readSeenFile(scene.root, run.id);
  const isTouched = (text === undefined ? undefined : shortHash(text)) !== seen[memoryPath];
  const isDue = isMemoryDue(run.number, lastDistilled((await readStrategyRuns(scene.root)).runs));
  if (!isTouched && !isDue) return settled(run, { result: "skipped", words: "not due" }, "The memory is not due");
  const findings = checkMemory(text ?? "");
  if (findings.length > 0) return { run, outcome: undefined, told: { ...toldOf(scene, findings), run: run.id } };
  if (!isTouched && keep === undefined) return { run, outcome: undefined, told: due(run) };
  refuseSecrets(memoryPath, text ?? "");
  const after = isTouched && !run.wrote.includes(memoryPath) ? { ...run, wrote: [...run.wrote, memoryPath] } : run;
  const words = isTouched ? "distilled" : `kept as it is: ${keep}`;
  return settled(after, { result: "done", words }, `The memory is in order: ${words}`);
}

function settled(run: StrategyRun, outcome: Omit<Outcome, "at">, words: string): Stepped {
  const after = withOutcome(run, "memory", { at: run.opened, ...outcome });
  return { run, outcome, told: { result: "done", run: run.id, words, next: nextInRun(after) } };
}

const due = (run: StrategyRun): Answer => ({
  result: "unfinished",
  run: run.id,
  words: "The memory is due, and was not touched in this run",
  next: [
    `distil what the journal of the last runs taught into \`${memoryPath}\`: patterns, at most ${longestMemory} lines; then \`plan-init strategy memory\``,
    'or say why it stays as it is: `plan-init strategy memory --keep "why"`',
  ],
});

const kinds: Record<MemoryFinding["kind"], string> = {
  date: "a date goes stale",
  count: "a count goes stale: say what it means",
  hash: "a hash goes stale",
  "too long": "it is too long: leave out what is no pattern",
};

const toldOf = ({ output }: Scene, findings: readonly MemoryFinding[]): Answer => ({
  result: findings.length === 0 ? "done" : "unfinished",
  run: null,
  words: `${findings.length === 1 ? "1 thing" : `${findings.length} things`} in the memory will not stay true`,
  lines: findings
    .slice(0, 20)
    .flatMap(({ line, kind, text }) =>
      fold(`${memoryPath}:${line}: ${visible(text, 60)} (${kinds[kind]})`, output.width - 2).map((row) => `  ${row}`),
    ),
  data: { findings: [...findings] },
  next: [`mend \`${memoryPath}\`, then: \`plan-init strategy memory\``],
});
