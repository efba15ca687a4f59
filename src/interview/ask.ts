import { Writable } from "node:stream";
import type { PromptObject } from "prompts";
import { visible } from "../config/words.ts";
import { Failure } from "../ui/failure.ts";
import { paintFor } from "../ui/paint.ts";
import type { MaybeTty, Proc } from "../ui/process.ts";
import { pointAtFocus } from "./pointer.ts";
import type { Answers, Choice, Question } from "./types.ts";

/** What asking needs of the process. Questions go to stderr: stdout is for data. */
export type AskIo = Pick<Proc, "stdin" | "stderr" | "env" | "signal">;

type Prompts = typeof import("prompts");
type Shape = Pick<
  PromptObject,
  "type" | "message" | "initial" | "hint" | "choices" | "instructions" | "onRender" | "validate"
>;
type Of<Type extends Question["type"]> = Extract<Question, { type: Type }>;

/** No choice is empty, so this one can stand for something else. */
const somethingElse = "";

/**
 * Asks the questions one after the other, each on a line of its own that shows the default.
 *
 * @returns the answers by dotted keys
 * @throws Failure `interrupted` for Ctrl-C, Ctrl-D, Esc, a closed stdin and an aborted signal
 */
export async function ask(questions: readonly Question[], io: AskIo): Promise<Answers> {
  if (questions.length === 0) return {};
  const { default: prompts } = await import("prompts");
  const answers: Answers = {};
  for (const question of questions) answers[question.key] = await askOne(prompts, question, io);
  return answers;
}

async function askOne(prompts: Prompts, question: Question, io: AskIo): Promise<unknown> {
  const answer = await prompt(prompts, shapeOf(question, Math.max(io.stderr.columns || 80, 40)), io);
  if (question.type === "text") return given(question, String(answer));
  if (question.type !== "select" || question.other === undefined || answer !== somethingElse) return answer;
  const { key, message, required } = question;
  return askOne(prompts, { key, type: "text", message, hint: question.other, initial: "", required }, io);
}

/** What a line of text answers: nothing typed means the default. */
const given = ({ initial }: Of<"text">, typed: string): string => typed.trim() || (initial ?? "");

async function prompt(prompts: Prompts, shape: Shape, io: AskIo): Promise<unknown> {
  const { stdin, signal } = io;
  if (signal.aborted || stdin.readableEnded || stdin.destroyed) throw new Failure("interrupted", {});
  // The library listens to keys alone; without this a closed terminal would leave the program hanging.
  const cancel = (): unknown => stdin.emit("keypress", "", { name: "c", ctrl: true });
  const endings = ["end", "close", "error"];
  for (const ending of endings) stdin.on(ending, cancel);
  signal.addEventListener("abort", cancel);
  try {
    const others = stdin.listeners("error");
    const asking = prompts({ ...shape, name: "answer", stdin, stdout: screen(io) });
    // The library's reader throws what it hears here, where nobody can catch it.
    for (const listener of stdin.listeners("error").filter((each) => !others.includes(each))) {
      stdin.off("error", listener as () => void);
    }
    const answers = await asking;
    if (!("answer" in answers)) throw new Failure("interrupted", {});
    return answers.answer;
  } finally {
    for (const ending of endings) stdin.off(ending, cancel);
    signal.removeEventListener("abort", cancel);
  }
}

const csi = "\u001b\\[";
const colour = new RegExp(`${csi}[\\d;]*m`, "g");

/** Where questions are drawn: stderr. The library knows nothing of `NO_COLOR`, so its colours are taken out here. */
function screen({ stderr, env }: AskIo): Writable {
  if (paintFor(stderr, env).isColorSupported) return stderr;
  const plain: MaybeTty<Writable> = new Writable({
    decodeStrings: false,
    write: (text, _encoding, done) => {
      stderr.write(String(text).replace(colour, ""));
      done();
    },
  });
  if (stderr.columns !== undefined) plain.columns = stderr.columns;
  return plain;
}

/** The question as the library takes it, cut so that no line of ours is wider than the terminal. */
function shapeOf(question: Question, columns: number): Shape {
  const message = visible(question.message, columns - 20);
  // `? ` and ` › ` stand around the message.
  const room = columns - message.length - 6;
  switch (question.type) {
    case "text":
      return textShape(question, message, room);
    case "confirm":
      return { type: "confirm", message, initial: question.initial ?? false };
    case "select":
      return selectShape(question, message, room);
    case "multiselect":
      return multiselectShape(question, message, room);
  }
}

function textShape(question: Of<"text">, message: string, room: number): Shape {
  const { hint, initial = "", validate } = question;
  const fits = initial.length <= room;
  const note = fits ? hint : `Enter for ${initial}`;
  const spare = room - 3 - (fits ? initial.length : 0);
  return {
    type: "text",
    message: note === undefined || spare < 8 ? message : `${message} (${visible(note, spare)})`,
    initial: fits ? initial : "",
    validate: (typed: string) => validate?.(given(question, typed)) ?? true,
  };
}

function selectShape({ choices, other, initial }: Of<"select">, message: string, room: number): Shape {
  const lines = choices.map((choice) => choiceLine(choice, room));
  const last = other === undefined ? [] : [{ title: other, value: somethingElse }];
  const at = choices.findIndex(({ value }) => value === initial);
  return { type: "select", message, hint: "arrows choose", initial: Math.max(0, at), choices: [...lines, ...last] };
}

function multiselectShape(
  { choices, hint = "", initial = [] }: Of<"multiselect">,
  message: string,
  room: number,
): Shape {
  const lines = choices.map((choice) => ({ ...choiceLine(choice, room), selected: initial.includes(choice.value) }));
  const onRender = pointAtFocus;
  return { type: "multiselect", message, hint: visible(hint, room), instructions: false, choices: lines, onRender };
}

function choiceLine({ value, title: shown = value, description }: Choice, room: number) {
  const title = visible(shown, room);
  const rest = room - title.length - 5;
  return { title, value, ...(description !== undefined && rest > 10 && { description: visible(description, rest) }) };
}
