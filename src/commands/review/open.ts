import { observe } from "../../pack/disk.ts";
import { hashOf } from "../../pack/hash.ts";
import { putText } from "../../pack/put.ts";
import { version } from "../../package.ts";
import { readGit } from "../../repo/git.ts";
import { criticInput } from "../../review/critic-input.ts";
import { describeDraft, errorKeys } from "../../review/draft.ts";
import { mostRounds } from "../../review/events.ts";
import { demand } from "../../review/phases.ts";
import { judgeRevision } from "../../review/revision.ts";
import { caps } from "../../review/stop/cap.ts";
import { decideStop } from "../../review/stop/index.ts";
import type { Draft } from "../../review/types.ts";
import { Failure } from "../../ui/failure.ts";
import { type Examined, examine } from "../check/examine.ts";
import { addMaterial, materialOf } from "./material.ts";
import { type Asked, inRun, type Outcome, type Sitting, sit } from "./step.ts";

/**
 * Begins a review of the current run's plan, or goes on with it: takes the plan as the next draft, and gives what a critic needs.
 *
 * @throws Failure `no-run`, `review-over`, `review-out-of-phase`, `review-revision`
 */
export async function open(asked: Asked): Promise<Outcome> {
  const { proc, root, flags } = asked;
  const rounds = roundsOf(flags);
  const material = await materialOf(asked);
  const examined = await examine({ root, other: undefined }, { env: proc.env, signal: proc.signal });
  if (examined.run === undefined) throw new Failure("no-run", {});
  const sitting = await sit(root, examined.run, proc);
  await begin(sitting, rounds, asked);
  await addMaterial(sitting, material);
  const written = await takeDraft(sitting, examined);
  return outcome(sitting, examined, written);
}

/** How many rounds were asked for; `undefined` when the flags do not say. */
function roundsOf({ rounds, fast, complex }: Asked["flags"]): number | undefined {
  if (rounds === undefined) return fast ? caps.fast : complex ? caps.complex : undefined;
  const number = /^\d{1,3}$/.test(rounds) ? Number(rounds) : 0;
  if (number >= 1 && number <= mostRounds) return number;
  throw new Failure("usage", {
    what: `\`--rounds ${rounds}\` is no number of rounds`,
    fix: `give a whole number from 1 to ${mostRounds}`,
  });
}

/** Opens a session where there is none, and has one go on that a person says more rounds for. */
async function begin(sitting: Sitting, rounds: number | undefined, { proc, root }: Asked): Promise<void> {
  if (sitting.session.phase === "SETUP") {
    const { baseline } = await readGit(root, { env: proc.env, signal: proc.signal });
    await sitting.happen({
      type: "opened",
      cap: rounds ?? caps.usual,
      limits: {},
      program: version,
      commit: baseline.kind === "commit" ? baseline.commit : null,
      prompts: await promptHashes(root),
      agents: {},
    });
    return;
  }
  const stop = decideStop(sitting.session);
  if (stop === undefined) {
    if (rounds === undefined) return;
    const { cap } = sitting.session;
    throw new Failure("usage", {
      what: `the review goes on, and has ${cap} rounds as it was opened with`,
      fix: "leave `--rounds`, `--fast` and `--complex` to a new review, or to one that has ended",
    });
  }
  if (rounds === undefined) throw new Failure("review-over", { words: `${stop.reason}: ${stop.words}` });
  const { reason, words } = stop;
  if (sitting.session.ended === undefined) await sitting.happen({ type: "stopped", reason, words });
  await sitting.happen({ type: "resumed", rounds, limits: null });
}

const prompts = ["planning/REVIEW_RUNNER.md", "planning/PLANNER_RUNNER.md"];

async function promptHashes(root: string): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const file of prompts) {
    const now = await observe(root, file);
    if (now.kind === "text") hashes[file] = hashOf(now.text);
  }
  return hashes;
}

/** Takes the plan as the next draft, unless it is the one that waits for a critic already. Returns what was written. */
async function takeDraft(sitting: Sitting, examined: Examined): Promise<string[]> {
  const { root, text, plan, findings } = examined;
  const { run, session } = sitting;
  demand("draft", session);
  const snapshot = `draft-${session.drafts.length + 1}.md`;
  const draft = describeDraft({ text, plan, snapshot, findings, reviewed: await reviewedText(root, sitting) });
  if (session.phase === "REVIEW" && isSame(draft, session.drafts.at(-1))) return [];
  await judge(sitting, draft, examined);
  await putText(root, inRun(run, snapshot), text);
  await sitting.happen({ type: "draft", ...draft });
  return [inRun(run, snapshot)];
}

/** Whether two drafts say the same, notes of humans included. */
export const isSame = (a: Draft, b: Draft | undefined): boolean =>
  b !== undefined &&
  a.fingerprint === b.fingerprint &&
  JSON.stringify(a.notes.map(({ text }) => text)) === JSON.stringify(b.notes.map(({ text }) => text));

/** Text of the draft that the last round was about. */
async function reviewedText(root: string, { run, session }: Sitting): Promise<string | undefined> {
  const draft = session.drafts[session.rounds.at(-1)?.draft ?? -1];
  if (draft === undefined) return undefined;
  const now = await observe(root, inRun(run, draft.snapshot));
  return now.kind === "text" ? now.text : undefined;
}

/** @throws Failure `review-revision` for a revision that breaks the plan; by hand it may be mended as often as it takes */
async function judge(sitting: Sitting, draft: Draft, { findings }: Examined): Promise<void> {
  const { rounds, drafts } = sitting.session;
  const before = drafts[rounds.at(-1)?.draft ?? -1];
  if (before === undefined) return;
  const wordsOf = new Map(
    findings.flatMap((each) =>
      errorKeys([each]).map((key): [string, string] => [key, `${each.rule} (line ${each.line}): ${each.what}`]),
    ),
  );
  const after = new Map(draft.errors.map((key) => [key, wordsOf.get(key) ?? key]));
  const judgement = judgeRevision(before.errors, after, 0);
  if (judgement.kind === "taken") return;
  await sitting.happen({ type: "refused", why: judgement.why });
  throw new Failure("review-revision", { why: judgement.why });
}

async function outcome(
  sitting: Sitting,
  { root, text, intent, run, errors }: Examined,
  written: string[],
): Promise<Outcome> {
  const { session } = sitting;
  const isOver = decideStop(session) !== undefined;
  const reviewed = await reviewedText(root, sitting);
  const lost = session.rounds.length > 0 && reviewed === undefined;
  return {
    run: sitting.run,
    session,
    critic: isOver ? undefined : criticInput(session, run?.intent ?? intent, { now: text, reviewed }),
    written,
    notes: [
      ...sitting.notes,
      ...(errors > 0
        ? ["`plan-init check` finds errors in this draft: mend them first, and the critic can look for more"]
        : []),
      ...(lost ? ["the draft that the last round was about is gone, so the critic looks at the whole plan again"] : []),
    ],
    next: [],
  };
}
