import { liveMilestones } from "../plan/lint/milestones.ts";
import type { Milestone, Plan, Validation } from "../plan/types.ts";
import { nextMilestone } from "../runs/next-milestone.ts";
import { Failure } from "../ui/failure.ts";
import { nearest } from "../ui/nearest.ts";
import { type Expected, expectedExit } from "./outcome.ts";
import { printsIn } from "./prints.ts";

/** One thing that shows whether a milestone is done. */
export interface Check extends Expected {
  /** Id of the milestone. */
  milestone: string;
  kind: "command" | "manual";
  /** The exact command, or the steps for a person. */
  text: string;
}

/** A milestone that has an id, and its checks. */
export interface Task {
  id: string;
  title: string;
  checks: Check[];
}

function taskOf(id: string, { title, validation }: Milestone): Task {
  const prints = validation === undefined ? [] : printsIn(validation);
  return { id, title, checks: (validation?.checks ?? []).map((check, at) => checkOf(id, check, prints[at])) };
}

/** What a validation asks for. Words that name no command are for a person to carry out. */
const checkOf = (milestone: string, { kind, command, text, expected }: Validation, prints: Check["prints"]): Check =>
  kind === "command" && command !== undefined
    ? { milestone, kind, text: command, expected, prints }
    : { milestone, kind: "manual", text, expected, prints: undefined };

/** All milestones with an id as tasks, dropped ones left out. */
export const tasksOf = (plan: Plan): Task[] =>
  liveMilestones(plan).flatMap((each) => (each.id === undefined ? [] : [taskOf(each.id, each)]));

/**
 * The milestones to verify: those that are named, in the plan's order; else all, or what is being built, or what comes next.
 *
 * @param ids as typed, in any case
 * @throws Failure `no-such-milestone`, and `nothing-to-verify` when none is open
 */
export function chooseTasks(plan: Plan, ids: readonly string[], all: boolean): Task[] {
  const tasks = tasksOf(plan);
  if (ids.length > 0) {
    const wanted = new Set(ids.map((id) => id.toUpperCase()));
    const known = tasks.map(({ id }) => id);
    const unknown = [...wanted].find((id) => !known.includes(id));
    if (unknown !== undefined)
      throw new Failure("no-such-milestone", { id: unknown, known, near: nearest(unknown, known) });
    return tasks.filter(({ id }) => wanted.has(id));
  }
  const chosen = all ? tasks : tasks.filter(isCurrent(plan));
  if (chosen.length === 0) throw new Failure("nothing-to-verify", { known: tasks.map(({ id }) => id) });
  return chosen;
}

function isCurrent(plan: Plan): (task: Task) => boolean {
  const doing = plan.milestones.filter(({ status }) => status?.value === "doing").map(({ id }) => id);
  const current = doing.length > 0 ? doing : [nextMilestone(plan)?.id];
  return ({ id }) => current.includes(id);
}

/** The plan that a run was settled on, or why there is none to compare with, as one clause. */
export type Settled = { kind: "plan"; tasks: readonly Task[] } | { kind: "none"; why: string };

/**
 * Why a command is not the one that people agreed to, as one clause; `undefined` when it is. A word more or less in the expected outcome
 * changes nothing; another exit status does, and so does another output where there was one to the letter.
 */
export function changeOf(check: Check, settled: Settled): string | undefined {
  if (settled.kind === "none") return settled.why;
  const before = settled.tasks.find(({ id }) => id === check.milestone);
  if (before === undefined) return `${check.milestone} was not in the plan then`;
  const commands = before.checks.filter(({ kind }) => kind === "command");
  const same = commands.filter(({ text }) => text === check.text);
  if (same.some((each) => agrees(check, each))) return undefined;
  const [first] = same.length > 0 ? same : commands;
  if (first === undefined) return "it was not there then";
  return same.length > 0 ? wasToEnd(first, check) : wasWords(commands);
}

const agrees = (check: Check, before: Check): boolean => endsAlike(check, before) && printsAlike(check, before);

const endsAlike = (a: Check, b: Check): boolean => expectedExit(a.expected) === expectedExit(b.expected);

const printsAlike = ({ prints }: Check, before: Check): boolean =>
  before.prints === undefined || before.prints.text === prints?.text;

function wasToEnd(before: Check, check: Check): string {
  if (endsAlike(check, before)) return `it was to print \`${before.prints?.text ?? ""}\``;
  const exit = expectedExit(before.expected);
  return `it was to end with ${exit === "nonzero" ? "any other exit than 0" : `exit ${exit}`}`;
}

const wasWords = (commands: readonly Check[]): string =>
  `${commands.length === 1 ? "it was" : "they were"} ${commands.map(({ text }) => `\`${text}\``).join(", ")}`;
