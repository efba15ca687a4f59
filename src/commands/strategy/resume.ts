import { visible } from "../../config/words.ts";
import { runsDir } from "../../runs/names.ts";
import { nextInRun, outcomeRows } from "../../strategy/run/next.ts";
import { contextFile, type StrategyRun } from "../../strategy/run/record.ts";
import { openStrategyRun } from "../../strategy/run/store.ts";
import { Failure } from "../../ui/failure.ts";
import { fold } from "../../ui/fold.ts";
import type { Output } from "../../ui/output.ts";
import type { Action } from "../../verbs/verb.ts";
import { play } from "./step.ts";

/** Tells where the open run stands. Writes nothing. */
export const resume: Action = (proc, rawFlags) =>
  play("resume", proc, rawFlags, async ({ root, output }) => {
    const run = await openStrategyRun(root);
    if (run === undefined) throw new Failure("no-strategy-run", {});
    return {
      result: "done",
      run: run.id,
      words: `Strategy run ${run.number} is open: ${runsDir}/${run.id}`,
      lines: stepLines(run, output),
      data: { record: run, context: contextFile(run.id) },
      next: [`read \`${contextFile(run.id)}\` once`, ...nextInRun(run)],
    };
  });

/** A table of the steps and what came of each. */
export function stepLines(run: StrategyRun, { width, paint }: Output): string[] {
  const paints = { done: paint.green, skipped: paint.dim, failed: paint.red, open: paint.yellow };
  return outcomeRows(run).flatMap(([step, result, words]) => {
    const brush = paints[result as keyof typeof paints];
    const head = `  ${step.padEnd(9)}  ${brush(result.padEnd(7))}`;
    const [first = "", ...rest] = fold(visible(words, 300), width - 22);
    return [`${head}  ${first}`.trimEnd(), ...rest.map((line) => `${" ".repeat(22)}${line}`)];
  });
}
