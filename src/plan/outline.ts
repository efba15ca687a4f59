import { createHash } from "node:crypto";
import type { Item, Milestone, Plan, Slot } from "./types.ts";

/** The statements that freeze with a run's first record, by id. */
export interface Intent {
  goals: Record<string, string>;
  nonGoals: Record<string, string>;
  constraints: Record<string, string>;
  criteria: Record<string, string>;
}

/** What counts as a plan's structure: no wording, no statuses, no timestamps. Plain JSON, so that runs can store it. */
export interface Outline {
  /** In the order of the plan. */
  milestones: {
    /** `M1`; for one without an id its place among them, `#2`. */
    id: string;
    /** Commands as they stand; of other checks only their kind. */
    validations: string[];
    /** Sorted. */
    files: string[];
    /** Sorted. */
    dependsOn: string[];
    /** Which slots are filled, sorted. */
    slots: string[];
  }[];
  /** Filled slots of goals, non-goals, constraints, criteria, assumptions, risks and questions, by id. */
  items: Record<string, string[]>;
  /** Scope items without case and punctuation, sorted. */
  scope: { in: string[]; out: string[] };
}

/** The registers whose items count, with the letter of their ids. */
const registers = {
  G: "goals",
  NG: "nonGoals",
  C: "constraints",
  S: "criteria",
  A: "assumptions",
  R: "risks",
  Q: "questions",
} as const satisfies Record<string, keyof Plan>;

/**
 * What of a plan is structure. A milestone that is dropped stays a part of it: giving one up is a change of status, which the
 * changelog explains, and its id is taken for ever.
 */
export function outlineOf(plan: Plan): Outline {
  return {
    milestones: plan.milestones.map(milestoneOutline),
    items: Object.fromEntries(
      Object.entries(registers).flatMap(([letter, name]) =>
        plan[name].map((item, at) => [item.id ?? `${letter}#${at + 1}`, filledSlots(item)] as const),
      ),
    ),
    scope: { in: plan.scope.in.map(plainly).sort(), out: plan.scope.out.map(plainly).sort() },
  };
}

const slotNames = ["change", "files", "interfaces", "validation", "rollback", "dependsOn"] as const;

function milestoneOutline(milestone: Milestone, at: number): Outline["milestones"][number] {
  const { id, validation, files, dependsOn } = milestone;
  return {
    id: id ?? `#${at + 1}`,
    validations: (validation?.checks ?? []).map(({ kind, command }) => (kind === "command" ? `$ ${command}` : kind)),
    files: unique((files?.paths ?? []).map(({ path }) => path)),
    dependsOn: unique((dependsOn?.ids ?? []).map(({ text }) => text)),
    slots: slotNames.filter((name) => isFilled(milestone[name])).sort(),
  };
}

const filledSlots = ({ slots }: Item): string[] =>
  Object.entries(slots)
    .flatMap(([name, slot]) => (isFilled(slot) ? [name] : []))
    .sort();

/** Whether a slot says something: what is left of the skeleton (`<who, what, when>`) does not. */
const isFilled = (slot: Slot | undefined): boolean =>
  slot !== undefined && !/^\s*(?:<[^<>]*>[\s,;.]*)*$/.test(slot.text);

const unique = (texts: readonly string[]): string[] => [...new Set(texts)].sort();

const plainly = ({ text }: { text: string }): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}/.]+/gu, " ")
    .trim();

/** A hash that two outlines share exactly when nothing of the structure differs: SHA-256 of their canonical JSON, in hex. */
export const fingerprint = (outline: Outline): string =>
  createHash("sha256")
    .update(JSON.stringify(sorted(outline)))
    .digest("hex");

/** With the keys of every object in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

/** What freezes: statements by id, for an item without one by its place. */
export function intentOf(plan: Plan): Intent {
  const statements = (items: readonly Item[], letter: string): Record<string, string> =>
    Object.fromEntries(items.map(({ id, statement }, at) => [id ?? `${letter}#${at + 1}`, statement]));
  return {
    goals: statements(plan.goals, "G"),
    nonGoals: statements(plan.nonGoals, "NG"),
    constraints: statements(plan.constraints, "C"),
    criteria: statements(plan.criteria, "S"),
  };
}
