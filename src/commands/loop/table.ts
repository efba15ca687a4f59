import { readOwnText } from "../../pack/disk.ts";
import { isForm } from "../../plan/form.ts";
import { parsePlan } from "../../plan/parse/index.ts";
import { describeDraft } from "../../review/draft.ts";
import type { Session } from "../../review/types.ts";
import { examinePlan } from "../../runs/examine.ts";
import { readPlanText } from "../../runs/plan-text.ts";
import { planPath } from "../../runs/setup.ts";
import { readRun } from "../../runs/store.ts";
import { Failure } from "../../ui/failure.ts";
import type { Examined } from "../check/examine.ts";
import { isSame } from "../review/draft.ts";
import { inRun } from "../review/step.ts";
import type { Stage } from "./stage.ts";

/**
 * The canonical plan, linted and compared as it stands.
 *
 * @throws Failure `no-plan`
 */
export async function readPlan(stage: Stage): Promise<Examined> {
  const text = await readPlanText(stage.root);
  if (text === undefined) throw new Failure("no-plan", { path: planPath });
  return examineText(stage, text);
}

/** A text as if it were the plan. Writes nothing. */
export async function examineText({ root, run: { id }, config, proc }: Stage, text: string): Promise<Examined> {
  const git = { env: proc.env };
  // Records are added to it while the loop is under way.
  const run = await readRun(root, id);
  const examination = await examinePlan(root, parsePlan(text), run, config, git);
  return { ...examination, root, file: planPath, fromTop: planPath, text };
}

/** Whether nobody has filled in the plan, and whether it differs from the draft that the last round was about. */
export function deskOf({ drafts, rounds }: Session, { text, plan }: Pick<Examined, "text" | "plan">) {
  const reviewed = drafts[rounds.at(-1)?.draft ?? -1];
  const now = describeDraft({ text, plan, snapshot: "", findings: [], reviewed: undefined });
  return { isBlank: isForm(plan), isRevised: reviewed !== undefined && !isSame(now, reviewed) };
}

/** Text of one of the session's drafts; `undefined` where it is lost. */
export async function draftText({ root, run }: Stage, { drafts }: Session, at: number): Promise<string | undefined> {
  const draft = drafts.at(at);
  return draft === undefined ? undefined : readOwnText(root, inRun(run, draft.snapshot));
}

/** The repository's own commands, as config has them. */
export const commandsOf = ({ config }: Stage): string[] =>
  Object.entries(config.commands).flatMap(([name, command]) => (command === "" ? [] : [`${name}: ${command}`]));
