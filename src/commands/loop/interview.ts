import { ask } from "../../interview/ask.ts";
import type { NewEvent } from "../../review/events.ts";
import type { Session } from "../../review/types.ts";
import { happen, type Stage } from "./stage.ts";

type Asked = Session["questions"][number];

const openQuestions = ({ questions }: Session): Asked[] => questions.filter(({ answer }) => answer === undefined);

/**
 * Gets an answer to what the planner has asked: from flags, from the person at the terminal, or its own defaults where those
 * are to be taken.
 *
 * @param given answers by id, as flags have them
 * @returns whether everything is answered; if not, the session waits for a person
 */
export async function playInterview(
  stage: Stage,
  session: Session,
  given: ReadonlyMap<string, string>,
): Promise<boolean> {
  const open = openQuestions(session);
  const known = open.flatMap(({ id, fallback }) => {
    const answer = given.get(id) ?? (stage.takesDefaults ? fallback : undefined);
    return answer === undefined ? [] : [{ id, answer }];
  });
  const rest = open.filter(({ id }) => known.every((each) => each.id !== id));
  const heard = stage.isAttended ? await askPerson(stage, rest) : [];
  await happen(stage, ...[...known, ...heard].map((each): NewEvent => ({ type: "answered", ...each })));
  if (heard.length === rest.length) return true;
  const isBlocked = (id: string) => session.blockers.some((each) => each.id === id);
  await happen(
    stage,
    ...rest
      .filter(({ id }) => !isBlocked(id))
      .map(({ id, question }): NewEvent => ({ type: "blocked", id, words: question })),
  );
  return false;
}

async function askPerson(stage: Stage, questions: readonly Asked[]): Promise<{ id: string; answer: string }[]> {
  const { proc, view } = stage;
  if (questions.length === 0) return [];
  view.pause();
  proc.stderr.write(`\nThe planner asks:\n`);
  const answers: { id: string; answer: string }[] = [];
  for (const { id, question, fallback } of questions) {
    const text = { key: id, type: "text", message: question, initial: fallback, required: fallback === "" } as const;
    answers.push({ id, answer: String((await ask([text], proc))[id] ?? fallback) });
  }
  return answers;
}
