import { Failure } from "../ui/failure.ts";
import type { Proc } from "../ui/process.ts";
import type { Answers, Question } from "./types.ts";

/** What of the process tells whether somebody watches it. */
interface World extends Pick<Proc, "env"> {
  stdin: { isTTY?: boolean };
  stderr: { isTTY?: boolean };
}

/** Whether somebody is there to answer: a terminal on both sides, not a CI run, and no `--yes`. */
export function canAsk({ stdin, stderr, env }: World, flags: { yes?: boolean }): boolean {
  const ci = (env.CI ?? "").toLowerCase();
  const inCi = !["", "0", "false"].includes(ci);
  return stdin.isTTY === true && stderr.isTTY === true && !inCi && flags.yes !== true;
}

/**
 * The answers of a run that must not ask: each question's default.
 *
 * @throws Failure `answers-missing` that names the flags for what has none
 */
export function withoutAsking(questions: readonly Question[]): Answers {
  const open = questions.filter(({ initial, required }) => initial === undefined && required);
  if (open.length > 0) throw new Failure("answers-missing", { keys: open.map(({ key }) => key) });
  return Object.fromEntries(questions.map(({ key, initial }) => [key, initial]));
}
