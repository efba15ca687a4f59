import type { Plan } from "../../plan/types.ts";
import { type CriticAnswer, readCritic } from "../../review/answers/critic.ts";
import { describeDraft } from "../../review/draft.ts";
import { demand } from "../../review/phases.ts";
import { readPlanText } from "../../runs/plan-text.ts";
import { readPlanned } from "../../runs/planned.ts";
import { filesOf } from "../../runs/store.ts";
import { Failure } from "../../ui/failure.ts";
import { isSame } from "./draft.ts";
import { type Asked, type Outcome, type Sitting, sit, writePage } from "./step.ts";

/**
 * Records a critic's answer about the draft that waits for it.
 *
 * @throws Failure `review-answer` for what cannot be read as one, `review-out-of-phase`
 */
export async function findings(asked: Asked): Promise<Outcome> {
  const { proc, root } = asked;
  const { run, plan } = await readPlanned(root);
  const sitting = await sit(root, run, proc);
  demand("findings", sitting.session);
  const reading = readCritic(asked.answer);
  if (!reading.ok) {
    const problems = reading.problems.map(({ words }) => words);
    throw new Failure("review-answer", { file: asked.file ?? "-", problems, more: form });
  }
  const { written, notes } = await recordReview(sitting, root, plan, reading.answer);
  return {
    run,
    session: sitting.session,
    critic: undefined,
    written,
    notes: [...sitting.notes, ...reading.remarks.map(({ words }) => words), ...notes],
    next: [],
  };
}

/**
 * Records what a critic says of the draft that waits for it. Call it under `exclusively`.
 *
 * @param plan as it is now: a GO for one that has changed meanwhile is none
 */
export async function recordReview(
  sitting: Sitting,
  root: string,
  plan: Plan,
  { verdict, findings: raised, keep, trim }: CriticAnswer,
): Promise<{ written: string[]; notes: string[] }> {
  const { run } = sitting;
  const waiting = sitting.session.drafts.at(-1);
  const text = (await readPlanText(root)) ?? "";
  const now = describeDraft({ text, plan, snapshot: waiting?.snapshot ?? "", findings: [], reviewed: undefined });
  const stale = !isSame(now, waiting);
  const file = await freeName(root, run.id);
  await sitting.happen({ type: "review", verdict, findings: raised, keep, trim, file, stale });
  return {
    written: await writePage(root, run, sitting.session),
    notes: stale
      ? [`the plan has changed since the critic read \`${waiting?.snapshot}\`: this is no GO for what it is now`]
      : [],
  };
}

const form = `the form is \`schemas/critic-answer.schema.json\` of the package, in short:
  {"verdict": "GO or NO-GO", "findings": [{"id": "F1", "severity": "blocker, major or minor", "section": "M2", "evidence": "…", "problem": "…", "resolution": "…"}], "keep": [], "trim": []}`;

/** The next number that no review has, by whatever hand. */
async function freeName(root: string, run: string): Promise<string> {
  const numbers = (await filesOf(root, run)).map((name) => Number(/^review-(\d{1,5})\.md$/i.exec(name)?.[1] ?? 0));
  return `review-${Math.max(0, ...numbers) + 1}.md`;
}
