import type { CriticInput } from "../../review/critic-input.ts";
import type { Question } from "../types.ts";
import { answerForm, framed, houseRules, listed, runnerSection, titled, together } from "./parts.ts";

/** What the critic of a round is asked with. */
export interface CriticBrief {
  input: CriticInput;
  goal: string;
  /** The draft that it is about. */
  plan: string;
  /** Path of that draft, relative to the repository. */
  path: string;
  /** The installed runner, whose section Judge says how; empty where there is none. */
  runner: string;
  /** Commands of the repository, as validations use them. */
  commands: readonly string[];
}

/** What a critic is asked in a round: the plan and the intent, and from the second round on what has changed. */
export function criticQuestion(brief: CriticBrief): Question {
  return { system: systemOf(brief.runner), prompt: promptOf(brief), form: "critic-answer" };
}

const systemOf = (runner: string): string =>
  together([
    "You are the critic of a development plan: a second pair of eyes, in a session of your own, without the conversation it came from.",
    houseRules,
    runnerSection(runner, "Judge") ?? judging,
    "GO means that no blocker and no major is open. An empty list of findings is a good answer.",
    answerForm(form),
  ]);

const judging = `Ask of the plan, and look in the repository for the answer: does every goal have a milestone, and every milestone a goal?
Would each Validation fail if its milestone were not built? Do the files, interfaces and commands exist as it says? Can the
milestones be built in this order? Which constraint could break? What could be left out?

A finding needs evidence: a section, a line or a file. No evidence, no finding; there is no number to reach.

- BLOCKER: built as written it fails, or breaks a constraint.
- MAJOR: rework is likely, or a criterion would stay unproven.
- MINOR: worth knowing.`;

const form = `{"verdict": "GO or NO-GO", "findings": [{"id": "F1", "severity": "blocker, major or minor", "section": "M2",
"evidence": "…", "problem": "…", "resolution": "…"}], "keep": ["…"], "trim": ["…"]}`;

function promptOf({ input, goal, plan, path, commands }: CriticBrief): string {
  const { round, cap, intent, context, notes, human, delta } = input;
  const statements = Object.values(intent).flatMap((byId) =>
    Object.entries(byId).map(([id, text]) => `${id}: ${text}`),
  );
  return together([
    `Round ${round} of at most ${cap}. Judge this plan, \`${path}\`:`,
    framed("plan", plan),
    ...titled("Goal", framed("goal", goal)),
    ...titled("Intent, frozen: a plan that departs from it is wrong", listed(statements)),
    ...titled("Commands of the repository", listed(commands)),
    ...titled("Read too", listed(context)),
    ...titled("Notes", listed(notes)),
    ...titled(
      "Notes of people in the plan, which the planner answers",
      listed(human.map(({ line, text }) => `line ${line}: ${text}`)),
    ),
    ...(delta === undefined ? [] : later(delta)),
  ]);
}

const later = ({ diff, findings, keep, trim }: NonNullable<CriticInput["delta"]>): string[] => [
  "Look at the open findings and at what has changed, nothing else. Raise again, under its id, what was accepted and is not\nmended. What was deferred or rejected comes back only with evidence that nobody has cited yet.",
  ...titled(
    "Findings so far, with their answers",
    listed(
      findings.map(
        ({ id, severity, section, problem, resolution, state, reason }) =>
          `${id} ${severity}, ${section}: ${problem} — to do: ${resolution} — ${state}${reason === undefined ? "" : `: ${reason}`}`,
      ),
    ),
  ),
  ...titled("You said to keep", listed(keep)),
  ...titled("You said to trim", listed(trim)),
  ...titled("Changed since", diff === "" ? "Nothing." : framed("diff", diff)),
];
