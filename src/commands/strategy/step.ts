import path from "node:path";
import * as z from "zod/mini";
import { visible } from "../../config/words.ts";
import type { GitOptions } from "../../repo/git.ts";
import { findWorkplace } from "../../repo/workplace.ts";
import { isoSeconds } from "../../runs/names.ts";
import type { Outcome, Step, StrategyRun } from "../../strategy/run/record.ts";
import { withOutcome } from "../../strategy/run/record.ts";
import { changeRun, saveStrategyRun } from "../../strategy/run/store.ts";
import { Exit, type ExitCode } from "../../ui/exit.ts";
import { Failure } from "../../ui/failure.ts";
import { fold } from "../../ui/fold.ts";
import { type Output, outputFor } from "../../ui/output.ts";
import type { Proc } from "../../ui/process.ts";
import { commonFlags } from "../flags.ts";

/** What a step works with. */
export interface Scene {
  proc: Proc;
  /** Absolute, real path. */
  root: string;
  git: GitOptions & { signal: AbortSignal };
  now: Date;
  output: Output;
}

/** What came of a step. */
export interface Told {
  result: "done" | "unfinished" | "skipped" | "refused";
  run: string | null;
  /** One line. */
  words: string;
  /** Lines that say more, for a person; folded and painted already. */
  lines?: readonly string[];
  /** For `--json`. */
  data?: Record<string, unknown>;
  notes?: readonly string[];
  next: readonly string[];
}

/** What came of a step, with its exit code where that does not follow from the result. */
export type Answer = Told & { exit?: ExitCode };

const exits: Record<Told["result"], ExitCode> = {
  done: Exit.Good,
  unfinished: Exit.NotYet,
  skipped: Exit.Person,
  refused: Exit.Person,
};

/** Plays one step and tells what came of it: the only shape that steps have. */
export async function play(
  step: string,
  proc: Proc,
  rawFlags: Record<string, unknown>,
  body: (scene: Scene) => Promise<Answer>,
): Promise<ExitCode> {
  const { cwd, json } = z.object(commonFlags).parse(rawFlags);
  const { root } = await findWorkplace(path.resolve(proc.cwd, cwd), proc.env);
  const git = { env: proc.env, signal: proc.signal };
  const output = outputFor(proc, json);
  const told = await body({ proc, root, git, now: proc.now(), output });
  output.lines(linesOf(told, output));
  output.document(() => ({
    schema: "plan-init/strategy/1",
    step,
    result: told.result,
    root,
    run: told.run,
    words: told.words,
    data: told.data ?? {},
    notes: [...(told.notes ?? [])],
    next: [...told.next],
  }));
  return told.exit ?? exits[told.result];
}

/** Text of strangers is made safe where it is taken in: `visible` keeps within a line, and these are lines already. */
function linesOf({ result, words, lines = [], notes = [], next }: Told, { paint, width }: Output): string[] {
  const tone = { done: paint.green, unfinished: paint.yellow, skipped: paint.yellow, refused: paint.red }[result];
  return [
    ...fold(visible(words, 400), width).map(tone),
    ...(lines.length > 0 ? ["", ...lines] : []),
    ...notes.flatMap((note) => fold(`note: ${visible(note, 600)}`, width - 2).map((line) => paint.yellow(`  ${line}`))),
    "",
    "Next:",
    ...next.flatMap((step) => fold(step, width - 4).map((line, at) => `  ${at === 0 ? "-" : " "} ${line}`)),
  ];
}

/** What a step makes of the run. */
export interface Stepped {
  run: StrategyRun;
  outcome: Omit<Outcome, "at"> | undefined;
  told: Answer;
}

/**
 * Plays a step of the run that is under way, under the lock, and records its outcome; one that fails is recorded, too, and
 * the run goes on.
 *
 * @throws Failure `no-strategy-run`, and what the step throws
 */
export async function playOn(scene: Scene, step: Step, body: (run: StrategyRun) => Promise<Stepped>): Promise<Answer> {
  const at = isoSeconds(scene.now);
  const { told } = await changeRun(scene.root, scene.git.signal, async (open) => {
    try {
      const { run, outcome, told } = await body(open);
      return { run: outcome === undefined ? run : withOutcome(run, step, { at, ...outcome }), told };
    } catch (error) {
      // What was mistyped says nothing of the step.
      if (error instanceof Failure && error.code !== "usage")
        await saveStrategyRun(scene.root, withOutcome(open, step, failed(at, error)));
      throw error;
    }
  });
  return told;
}

const failed = (at: string, { what }: Failure): Outcome => ({ at, result: "failed", words: visible(what, 400) });
