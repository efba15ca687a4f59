import type { Agent, Question } from "../types.ts";
import { answerSchemaText } from "./answer-schema.ts";
import { fillIn, namesPlaceholder, type Placeholder } from "./placeholders.ts";

/** Absolute paths of the files that a call may lay out. */
export interface Places {
  prompt: string;
  schema: string;
  answer: string;
}

/** A call, ready to be made. */
export interface Invocation {
  /** Program and arguments. */
  argv: string[];
  /** What goes to its stdin. */
  stdin: string;
  /** Texts by the absolute path that the command finds them at. */
  files: ReadonlyMap<string, string>;
}

/**
 * Longest system prompt that goes into an argument, in bytes. Linux takes 128 KB (MAX_ARG_STRLEN, execve(2)), Windows 32,767
 * characters for all arguments together (CreateProcessW).
 */
const longestArgument = 20_000;

const elsewhere = "Your part and its rules are at the head of the message.";

/** What is run, and what it is given, to ask an agent a question. Pure. */
export function compose(agent: Agent, question: Question, places: Places): Invocation {
  const system = question.system.replaceAll("\0", "");
  const isApart = namesPlaceholder(agent.cmd, "{system}") && Buffer.byteLength(system) <= longestArgument;
  const prompt = isApart ? question.prompt : `${system.trimEnd()}\n\n${question.prompt}`;
  const schema = answerSchemaText(question.form);
  const values = {
    "{schema}": schema,
    "{schema-file}": places.schema,
    "{system}": isApart ? system : elsewhere,
    "{prompt-file}": places.prompt,
    "{answer-file}": places.answer,
  };
  const laidOut: [name: Placeholder, path: string, text: string][] = [
    ["{prompt-file}", places.prompt, prompt],
    ["{schema-file}", places.schema, schema],
  ];
  return {
    argv: agent.cmd.map((argument) => fillIn(argument, values)),
    stdin: agent.input === "stdin" ? prompt : "",
    files: new Map(
      laidOut.flatMap(([name, path, text]) => (namesPlaceholder(agent.cmd, name) ? [[path, text] as const] : [])),
    ),
  };
}
