import { criticQuestion } from "../../loop/prompts/critic.ts";
import { readOwnText } from "../../pack/disk.ts";
import { intentOf } from "../../plan/outline.ts";
import { readCritic } from "../../review/answers/critic.ts";
import { criticInput } from "../../review/critic-input.ts";
import { readRun } from "../../runs/store.ts";
import { recordReview } from "../review/findings.ts";
import { inRun } from "../review/step.ts";
import { consult, fail } from "./consult.ts";
import { atTable, type Stage, sessionOf } from "./stage.ts";
import { commandsOf, draftText, readPlan } from "./table.ts";

const runnerPath = "planning/REVIEW_RUNNER.md";

/** The critic's turn: it looks at the newest draft, and what it says is recorded. */
export async function playCritic(stage: Stage): Promise<void> {
  const { root } = stage;
  // What is wanted is frozen while the loop is under way.
  const run = (await readRun(root, stage.run.id)) ?? stage.run;
  const session = await sessionOf(stage);
  const now = await draftText(stage, session, -1);
  const snapshot = session.drafts.at(-1)?.snapshot ?? "";
  if (now === undefined) {
    // Without the draft that waits nobody can say what a review would be about.
    await fail(stage, "critic", "unusable", `\`${inRun(run, snapshot)}\`, which it was to read, is gone`);
    return;
  }
  const reviewed = await draftText(stage, session, session.rounds.at(-1)?.draft ?? session.drafts.length);
  const { plan: standing } = await readPlan(stage);
  const question = criticQuestion({
    input: criticInput(session, run.intent ?? intentOf(standing), { now, reviewed }),
    goal: run.goal,
    plan: now,
    path: inRun(run, snapshot),
    runner: (await readOwnText(root, runnerPath)) ?? "",
    commands: commandsOf(stage),
  });
  const answer = await consult(stage, "critic", question, readCritic);
  if (answer === undefined) return;
  const { plan } = await readPlan(stage);
  const { notes } = await atTable(stage, (sitting) => recordReview(sitting, root, plan, answer));
  for (const note of notes) stage.view.line(`note: ${note}`);
}
