import { agentIds, agents } from "../config/agents.ts";
import { wrongValue } from "../config/problems.ts";
import type { GitFacts, RepoFacts } from "../repo/facts.ts";
import type { Answers, PackQuestion, Question } from "./types.ts";

/** What a question may depend on. */
export interface Situation {
  facts: RepoFacts;
  git: GitFacts;
}

/** A question that is there for one situation and not for another. */
interface Topic {
  /** Whether the repository leaves it open. */
  when: (situation: Situation) => boolean;
  question: (situation: Situation) => Question;
}

/** Most commands to choose from: what comes later in detection's order is hardly ever meant. */
const mostCommands = 6;

/** The program's own questions, in the order they are asked: at most three are left open at a time. */
const topics: readonly Topic[] = [
  {
    when: () => true,
    question: ({ facts }) => ({
      key: "agents",
      type: "multiselect",
      message: "Coding agents",
      hint: "space chooses, Enter goes on",
      choices: agents.map(({ id, title }) => ({ value: id, title })),
      initial: facts.agents.length > 0 ? facts.agents : agentIds.slice(0, 1),
      required: false,
    }),
  },
  {
    when: ({ facts }) => facts.commands.test.length === 0,
    question: () => ({
      key: "commands.test",
      type: "text",
      message: "Test command",
      hint: "Enter for none",
      initial: "",
      required: false,
    }),
  },
  {
    when: ({ facts }) => facts.commands.test.length > 1,
    question: ({ facts }) => ({
      key: "commands.test",
      type: "select",
      message: "Test command",
      choices: facts.commands.test
        .slice(0, mostCommands)
        .map(({ command, source }) => ({ value: command, description: source })),
      other: "another command",
      initial: facts.commands.test[0]?.command,
      required: false,
    }),
  },
  {
    when: ({ git }) => isBranchOpen(git) && git.branches.length > 0,
    question: ({ git }) => ({
      key: "default_branch",
      type: "select",
      message: "Default branch",
      choices: git.branches.map((value) => ({ value })),
      initial: git.branches[0],
      required: true,
    }),
  },
  {
    when: ({ git }) => isBranchOpen(git) && git.branches.length === 0,
    question: () => ({
      key: "default_branch",
      type: "text",
      message: "Default branch",
      hint: "where work starts from",
      required: true,
    }),
  },
];

const isBranchOpen = ({ baseline, defaultBranch }: GitFacts): boolean =>
  baseline.kind !== "none" && defaultBranch === undefined;

/**
 * What the program asks because only a person can tell, at most three questions.
 *
 * @param known what the config, `--answers` and `--set` say, by dotted keys
 */
export function missingQuestions(facts: RepoFacts, git: GitFacts, known: Answers): Question[] {
  const situation = { facts, git };
  return unanswered(
    topics.filter(({ when }) => when(situation)).map(({ question }) => question(situation)),
    known,
  );
}

/**
 * What a pack asks, at most three questions.
 *
 * @param known as for `missingQuestions`
 */
export function missingPackQuestions(questions: readonly PackQuestion[], known: Answers): Question[] {
  return unanswered(questions.map(asQuestion), known);
}

const unanswered = (questions: readonly Question[], known: Answers): Question[] =>
  questions
    .filter(({ key }) => known[key] === undefined)
    .map((question) => (question.type === "text" ? checked(question) : question));

function asQuestion({ key, message, type, choices, default: preset, required }: PackQuestion): Question {
  const common = { key: `vars.${key}`, message, required };
  if (type === "confirm") return { ...common, type, initial: presetOf(preset === true, preset, required) };
  const text = typeof preset === "string" ? preset : (choices?.[0] ?? "");
  const initial = presetOf(text, preset, required);
  if (type === "text") return { ...common, type, initial };
  return { ...common, type, initial, choices: (choices ?? []).map((value) => ({ value })) };
}

/** What is required and has no default of the pack's must be answered by a person. */
function presetOf<Value>(value: Value, preset: PackQuestion["default"], required: boolean): Value | undefined {
  return preset === undefined && required ? undefined : value;
}

function checked(question: Extract<Question, { type: "text" }>): Question {
  const validate = (value: string): string | undefined =>
    question.required && value === "" ? "must not be empty" : wrongValue(question.key.split("."), value);
  return { ...question, validate };
}
