import { framed, together } from "../../loop/prompts/parts.ts";
import type { Agent, CallResult, FailureKind, Question, Role } from "../../loop/types.ts";
import { changedBetween, lookAtTree, type TreeLook } from "../../repo/look.ts";
import { askAgain, type Reading } from "../../review/answers/read.ts";
import { decideStop } from "../../review/stop/index.ts";
import type { Session } from "../../review/types.ts";
import { runsDir } from "../../runs/names.ts";
import { planPath } from "../../runs/setup.ts";
import { happen, type Stage, sessionOf } from "./stage.ts";

/**
 * Asks an agent, once more where its answer cannot be used, and keeps what that took.
 *
 * @returns its answer; `undefined` where there is none, which the session then says the reason of
 */
export async function consult<Answer>(
  stage: Stage,
  role: Role,
  question: Question,
  read: (given: unknown) => Reading<Answer>,
): Promise<Answer | undefined> {
  let asked = question;
  for (const attempt of ["first", "last"] as const) {
    const answer = await attend(stage, role, asked);
    if (answer === undefined) return undefined;
    const reading = read(answer.given);
    if (reading.ok) {
      for (const { words } of reading.remarks) stage.view.line(`${role}: ${words}`);
      return reading.answer;
    }
    const { problems } = reading;
    if (attempt === "last") {
      const kind = problems.some(({ code }) => code === "empty") ? "empty" : "unusable";
      return fail(stage, role, kind, problems.map(({ words }) => words).join("; "));
    }
    // What is used up is used up: another call would only add to it.
    if (decideStop(answer.session) !== undefined) return undefined;
    stage.view.line(`${role}: asked again, ${problems.map(({ words }) => words).join("; ")}`);
    asked = { ...question, prompt: together([question.prompt.trimEnd(), ...before(answer.given), askAgain(problems)]) };
  }
  return undefined;
}

const longestRemembered = 20_000;

/** What it said, so that it can be mended: a call remembers nothing of the one before. */
function before(given: unknown): string[] {
  const text = typeof given === "string" ? given : JSON.stringify(given);
  return text.trim() === "" ? [] : ["You answered this before:", framed("answer", text.slice(-longestRemembered))];
}

/** One call, with what it used and what it changed. */
async function attend(
  stage: Stage,
  role: Role,
  question: Question,
): Promise<{ given: unknown; session: Session } | undefined> {
  const { proc } = stage;
  const agent = stage.agents[role];
  const before = await look(stage, 1000);
  const started = await happen(stage, { type: "called", who: role });
  const result = await stage.call(agent, question, timeFor(agent, started));
  const { usd, tokens, ms } = result.usage;
  const session = await happen(stage, { type: "spent", who: role, usd, tokens, ms });
  if (proc.signal.aborted) return undefined;
  if (!result.ok) return isOutOfTime(result, session) ? undefined : fail(stage, role, result.kind, result.words);
  for (const remark of result.remarks) stage.view.line(`${role}: ${remark}`);
  const after = await look(stage, 0);
  const changed =
    before === undefined || after === undefined ? [] : changedBetween(before, after).filter(isForeign(stage));
  if (changed.length > 0) {
    const words = `${names(changed)} changed while the ${role} was at work`;
    if (role === "critic" && !agent.isConfined) {
      return fail(
        stage,
        role,
        "changed-files",
        `${words}: its answer was not taken, and what it changed stands as it is`,
      );
    }
    stage.view.line(`note: ${words}`);
  }
  return { given: result.answer, session };
}

/** The work tree, as it was seen when that is at most so many milliseconds ago. */
async function look(stage: Stage, patience: number): Promise<TreeLook | undefined> {
  const now = performance.now();
  if (stage.seen !== undefined && now - stage.seen.at < patience) return stage.seen.look;
  const found = await lookAtTree(stage.root, { env: stage.proc.env });
  stage.seen = { look: found, at: performance.now() };
  return found;
}

/** Files that are nobody's business but the loop's own: the plan is looked at on its own. */
const isForeign =
  ({ run }: Stage) =>
  (file: string): boolean =>
    file !== planPath && !file.startsWith(`${runsDir}/${run.id}/`) && !file.startsWith("planning/.plan-init/");

const names = (files: readonly string[]): string =>
  `${files
    .slice(0, 5)
    .map((file) => `\`${file}\``)
    .join(", ")}${files.length > 5 ? ` and ${files.length - 5} more` : ""}`;

/** What is left of the agent's time and of the session's, in milliseconds. */
function timeFor({ timeout }: Agent, { limits, spent }: Session): number {
  if (limits.minutes === undefined) return timeout;
  return Math.max(1000, Math.min(timeout, Math.ceil(limits.minutes * 60_000 - spent.ms.known)));
}

/** Whether it was the session's time that ran out, which is no failure of the agent's. */
const isOutOfTime = (result: CallResult & { ok: false }, session: Session): boolean =>
  result.kind === "timeout" && decideStop(session)?.reason === "budget";

/** Keeps that an agent failed. A failure is never a verdict. */
export async function fail(stage: Stage, who: Role, kind: FailureKind, words: string): Promise<undefined> {
  await happen(stage, { type: "failed", who, kind, words: words.slice(0, 2000) });
  return undefined;
}

/** Keeps that a signal ended the loop, unless it is known. */
export async function interrupt(stage: Stage): Promise<void> {
  const session = await sessionOf(stage);
  if (session.interruption === undefined && session.ended === undefined) {
    await happen(stage, { type: "interrupted", signal: "a signal" });
  }
}
