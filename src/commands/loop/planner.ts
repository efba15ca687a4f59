import { type PlannerBrief, type PlannerTask, plannerQuestion } from "../../loop/prompts/planner.ts";
import { readOwnText } from "../../pack/disk.ts";
import { putText } from "../../pack/put.ts";
import { isForm } from "../../plan/form.ts";
import { parsePlan } from "../../plan/parse/index.ts";
import { type PlannerAnswer, readPlanner } from "../../review/answers/planner.ts";
import type { Reading } from "../../review/answers/read.ts";
import type { NewEvent } from "../../review/events.ts";
import { workOf } from "../../review/open.ts";
import { dueOf } from "../../review/phases.ts";
import type { Finding, Session } from "../../review/types.ts";
import { planPath } from "../../runs/setup.ts";
import { readRun } from "../../runs/store.ts";
import type { Examined } from "../check/examine.ts";
import { judge } from "../review/draft.ts";
import { inRun, type Sitting, writePage } from "../review/step.ts";
import { consult, fail } from "./consult.ts";
import { asRevision } from "./revision.ts";
import { atTable, type Stage, sessionOf } from "./stage.ts";
import { commandsOf, examineText, type PlanNow, readPlan } from "./table.ts";

const runnerPath = "planning/PLANNER_RUNNER.md";

/** The planner's turn: it writes the plan, answers what was found, or works in what it has accepted. */
export async function playPlanner(stage: Stage, kind: PlannerTask["kind"]): Promise<void> {
  const session = await sessionOf(stage);
  const before = await readPlan(stage);
  const due = dueOf(session);
  const task = taskFor(kind, session);
  const question = plannerQuestion(await briefFor(stage, session, before.text), task);
  const answer = await consult(stage, "planner", question, (given) => readFor(kind, given, due));
  if (answer === undefined) return;
  await atTable(stage, async (sitting) => {
    if (due.length > 0) {
      await sitting.happen({ type: "dispositions", dispositions: answer.dispositions });
      await writePage(stage.root, stage.run, sitting.session);
    }
    await askAll(stage, sitting, answer.questions);
  });
  const waits = (await sessionOf(stage)).questions.some((each) => each.answer === undefined);
  if (!waits && answer.plan.trim() !== "") await takePlan(stage, before, answer.plan);
}

function taskFor(kind: PlannerTask["kind"], session: Session): PlannerTask {
  const found = (ids: readonly string[]): Finding[] => ids.flatMap((id) => session.findings.get(id) ?? []);
  if (kind === "write") return { kind, refused: session.refused.at(-1) };
  if (kind === "answer") return { kind, due: found(dueOf(session)) };
  return { kind, work: workOf(session), refused: session.refused.at(-1) };
}

async function briefFor(stage: Stage, session: Session, plan: string): Promise<PlannerBrief> {
  const { root, run, config } = stage;
  return {
    goal: run.goal,
    plan,
    runner: (await readOwnText(root, runnerPath)) ?? "",
    maxLines: config.max_plan_lines,
    commands: commandsOf(stage),
    context: [...config.context, ...session.context],
    notes: [...run.notes.map(({ key, value }) => `${key}: ${value}`), ...session.notes],
    answers: session.questions.map(({ question, answer = "" }) => ({ question, answer })),
    questions: questionsLeft(stage, session),
  };
}

/** An interview is one batch: who was asked once is not asked again. */
const questionsLeft = ({ takesDefaults, config }: Stage, { questions }: Session): number =>
  takesDefaults || questions.length > 0 ? 0 : config.max_questions;

/** A planner that is to write a plan has to give one, or to ask. */
function readFor(kind: PlannerTask["kind"], given: unknown, due: readonly string[]): Reading<PlannerAnswer> {
  const reading = readPlanner(given, due);
  if (!reading.ok || kind !== "write" || reading.answer.questions.length > 0) return reading;
  if (!isForm(parsePlan(asRevision(reading.answer.plan)))) return reading;
  return {
    ok: false,
    problems: [{ code: "empty", words: "`plan` is not filled in: give the whole plan as markdown" }],
  };
}

async function askAll(stage: Stage, sitting: Sitting, questions: PlannerAnswer["questions"]): Promise<void> {
  const left = questionsLeft(stage, sitting.session);
  const dropped = questions.length - Math.min(left, questions.length);
  if (dropped > 0) stage.view.line(`planner: ${dropped} of its questions were not asked; its defaults hold`);
  await sitting.happen(
    ...questions.slice(0, left).map(
      ({ question, default: fallback }, at): NewEvent => ({
        type: "asked",
        id: `Q${at + 1}`,
        question,
        fallback,
      }),
    ),
  );
}

/** Puts a revision in the plan's place, unless it breaks the plan, or somebody else has written there meanwhile. */
async function takePlan(stage: Stage, before: PlanNow, given: string): Promise<void> {
  const { root, view } = stage;
  // Records are added to it while the loop is under way.
  const run = (await readRun(root, stage.run.id)) ?? stage.run;
  const text = asRevision(given, { before, run });
  const revision = await examineText(stage, text);
  const refused = await atTable(stage, async (sitting): Promise<readonly string[]> => {
    const now = await readOwnText(root, planPath);
    if (now === text) return [];
    if (now !== before.text) return setAside(stage, sitting, text);
    const why = objections(sitting, revision);
    if (why.length > 0) return refuse(sitting, why);
    await putText(root, planPath, text);
    view.line(`planner: \`${planPath}\`, ${revision.plan.lineCount} lines`);
    return [];
  });
  if (refused.length === 0) return;
  const { length } = (await sessionOf(stage)).refused;
  const words = refused.join("; ");
  if (length > 1) await fail(stage, "planner", "broke-plan", words);
  else view.line(`planner: asked again, its plan was not taken: ${words}`);
}

/** Why a plan may not stand there; a first one that is not sound is asked for once more, and then is better than none. */
function objections(sitting: Sitting, revision: Examined): readonly string[] {
  const { rounds, refused } = sitting.session;
  const judgement = judge(sitting, revision);
  if (judgement.kind !== "taken") return judgement.why;
  return rounds.length === 0 && refused.length === 0 ? errorsOf(revision) : [];
}

async function refuse(sitting: Sitting, why: readonly string[]): Promise<readonly string[]> {
  await sitting.happen({ type: "refused", why: [...why] });
  return why;
}

const mostErrors = 20;

const errorsOf = ({ findings }: Examined): string[] =>
  findings
    .filter(({ severity }) => severity === "error")
    .slice(0, mostErrors)
    .map(({ rule, line, what }) => `${rule} (line ${line}): ${what}`);

/** The plan was edited while the planner was at work: what stands there stays, and a person decides. */
async function setAside(stage: Stage, sitting: Sitting, text: string): Promise<[]> {
  const file = inRun(stage.run, `proposal-${sitting.session.rounds.length}.md`);
  await putText(stage.root, file, text);
  await sitting.happen({
    type: "blocked",
    id: `edit-${sitting.session.rounds.length}`,
    words: `the plan was edited while the planner was at work, and stays as it is; the planner's is in \`${file}\``,
  });
  return [];
}
