import { readOwnText } from "../../pack/disk.ts";
import { isForm } from "../../plan/form.ts";
import type { Plan } from "../../plan/types.ts";
import { describeDraft } from "../../review/draft.ts";
import type { Session } from "../../review/types.ts";
import { examinePlan as examine } from "../../runs/examine.ts";
import { readPlanText } from "../../runs/plan-text.ts";
import { planPath } from "../../runs/setup.ts";
import { readRun } from "../../runs/store.ts";
import { Failure } from "../../ui/failure.ts";
import type { Examined } from "../check/examine.ts";
import { isSame } from "../review/draft.ts";
import { inRun } from "../review/step.ts";
import type { Stage } from "./stage.ts";

/** The canonical plan as it stands, read and not yet judged. */
export interface PlanNow {
  text: string;
  plan: Plan;
}

/** @throws Failure `no-plan` */
export async function readPlan({ root, parse }: Stage): Promise<PlanNow> {
  const text = await readPlanText(root);
  if (text === undefined) throw new Failure("no-plan", { path: planPath });
  return { text, plan: parse(text) };
}

/** The canonical plan, linted and compared. */
export async function examinePlan(stage: Stage): Promise<Examined> {
  const { text } = await readPlan(stage);
  return examineText(stage, text);
}

/** A text as if it were the plan. Writes nothing. */
export async function examineText(stage: Stage, text: string): Promise<Examined> {
  const { root, run, config, proc, examined } = stage;
  // The draft is the revision that was judged a moment ago; git need not be asked twice.
  const known = examined.get(text);
  if (known !== undefined) return known;
  // Records are added to it while the loop is under way.
  const examination = await examine(root, stage.parse(text), await readRun(root, run.id), config, { env: proc.env });
  const found = { ...examination, root, file: planPath, fromTop: planPath, text };
  examined.clear();
  examined.set(text, found);
  return found;
}

/** Whether nobody has filled in the plan, and whether it differs from the draft that the last round was about. */
export function deskOf({ drafts, rounds }: Session, { text, plan }: PlanNow) {
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
