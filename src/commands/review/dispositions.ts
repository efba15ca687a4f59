import { readPlanner } from "../../review/answers/planner.ts";
import { demand, dueOf } from "../../review/phases.ts";
import { readPlanned } from "../../runs/planned.ts";
import { Failure } from "../../ui/failure.ts";
import { type Asked, type Outcome, sit, writePage } from "./step.ts";

/**
 * Records the planner's answer to everything that waits for a disposition.
 *
 * @throws Failure `review-answer` for what cannot be read as one, `review-out-of-phase`
 */
export async function dispositions(asked: Asked): Promise<Outcome> {
  const { proc, root } = asked;
  const { run } = await readPlanned(root);
  const sitting = await sit(root, run, proc);
  demand("dispositions", sitting.session);
  const reading = readPlanner(asked.answer, dueOf(sitting.session));
  if (!reading.ok) {
    const problems = reading.problems.map(({ words }) => words);
    throw new Failure("review-answer", { file: asked.file ?? "-", problems, more: form });
  }
  const { dispositions: given, questions } = reading.answer;
  await sitting.happen({ type: "dispositions", dispositions: given });
  return {
    run,
    session: sitting.session,
    critic: undefined,
    written: await writePage(root, run, sitting.session),
    notes: [
      ...sitting.notes,
      ...reading.remarks.map(({ words }) => words),
      // Whoever plays by hand is there to answer; it needs no phase of its own.
      ...questions.map(({ question, default: fallback }) => `the planner asks: ${question} (else: ${fallback})`),
    ],
    next: [],
  };
}

const form = `the form is \`schemas/planner-answer.schema.json\` of the package, in short:
  {"dispositions": [{"id": "F1", "disposition": "ACCEPT, DEFER or REJECT", "reason": "…"}]}`;
