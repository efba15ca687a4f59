import type { Finding } from "../../review/types.ts";
import type { Question } from "../types.ts";
import { answerForm, framed, houseRules, listed, runnerSection, titled, together } from "./parts.ts";

/** What the planner is asked with, whatever its turn. */
export interface PlannerBrief {
  goal: string;
  /** The plan as it stands. */
  plan: string;
  /** The installed runner, whose section Draft says how; empty where there is none. */
  runner: string;
  maxLines: number;
  commands: readonly string[];
  context: readonly string[];
  notes: readonly string[];
  /** What was asked before, with the answers of a person, or the defaults that hold. */
  answers: readonly { question: string; answer: string }[];
  /** How many questions it may still ask; 0 where nobody is to be asked. */
  questions: number;
}

/** What the planner has to do. */
export type PlannerTask =
  /** Fill in the form; `refused` says what was wrong with the plan before. */
  | { kind: "write"; refused: string | undefined }
  /** Answer findings, and work in what it accepts. */
  | { kind: "answer"; due: readonly Finding[] }
  /** Work in what it has accepted; `refused` says what is wrong with its last revision. */
  | { kind: "revise"; work: readonly Finding[]; refused: string | undefined };

/** What a planner is asked. */
export function plannerQuestion(brief: PlannerBrief, task: PlannerTask): Question {
  return { system: systemOf(brief), prompt: promptOf(brief, task), form: "planner-answer" };
}

const systemOf = ({ runner, maxLines }: PlannerBrief): string =>
  together([
    "You are the planner: you keep one development plan that somebody else can execute. You implement nothing.",
    houseRules,
    runnerSection(runner, "Draft") ?? drafting,
    `At most ${maxLines} lines. Keep headings, labels and ids as they are; never reuse an id. Lines that do not have to change stay as
they are, byte for byte.`,
    answerForm(form),
  ]);

const drafting = `- Fill every slot of the form: decisions, interfaces, validations, no code bodies.
- A milestone fits one session and leaves the repository green. Riskiest first.
- A Validation is a command with its outcome, and fails while its milestone is not built.
- Never invent a commit hash or a result.`;

const form = `{"dispositions": [{"id": "F1", "disposition": "ACCEPT, DEFER or REJECT", "reason": "…"}],
"questions": [{"question": "…", "default": "what holds if nobody answers"}], "plan": "the whole plan as markdown, or empty"}`;

function promptOf(brief: PlannerBrief, task: PlannerTask): string {
  return together([
    ...taskLines(task),
    asking(brief.questions),
    ...titled("Goal", framed("goal", brief.goal)),
    ...titled("Plan as it stands", framed("plan", brief.plan)),
    ...titled("Commands of the repository", listed(brief.commands)),
    ...titled("Read too", listed(brief.context)),
    ...titled("Notes", listed(brief.notes)),
    ...titled("Answered before", listed(brief.answers.map(({ question, answer }) => `${question} ${answer}`))),
  ]);
}

const asking = (most: number): string =>
  most === 0
    ? "Ask nothing: `questions` stays empty. List what you assume under Assumptions."
    : `Ask only what matters and the repository cannot answer: at most ${most} questions, usually none. With a question, give no plan yet.`;

function taskLines(task: PlannerTask): string[] {
  if (task.kind === "write") {
    return [
      "Fill in the plan below for the goal, after a look at the code it touches. `plan` is the whole plan, `dispositions` is empty.",
      ...refusal(task.refused),
    ];
  }
  if (task.kind === "answer") {
    return [
      "A critic has looked at the plan. Answer every finding: ACCEPT what is right and belongs into this plan, DEFER what is right\nand does not, REJECT what is not so; the reason holds in all rounds to come. `plan` is the whole plan with every blocker and\nmajor that you accept worked in, and nothing else changed; one line for each under Changelog.",
      ...titled("Findings", findingLines(task.due)),
    ];
  }
  return [
    "You have accepted the findings below. `plan` is the whole plan with them worked in, and nothing else changed; one line for each\nunder Changelog. `dispositions` is empty.",
    ...titled("Accepted", findingLines(task.work)),
    ...refusal(task.refused),
  ];
}

const refusal = (why: string | undefined): string[] =>
  why === undefined ? [] : titled("Your last plan was not taken", framed("refusal", why));

const findingLines = (findings: readonly Finding[]): string =>
  framed(
    "findings",
    findings
      .map(({ id, source, severity, section, evidence, problem, resolution }) =>
        [
          `${id} ${severity}, ${section}: ${problem}`,
          ...(evidence === "" ? [] : [`  evidence: ${evidence}`]),
          ...(resolution === "" ? [] : [`  to do: ${resolution}`]),
          ...(source === "human"
            ? ["  A person wrote this into the plan: take its `> REVIEW:` line out when it is answered."]
            : []),
        ].join("\n"),
      )
      .join("\n"),
  );
