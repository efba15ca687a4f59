import type { Item, Milestone, Place, Plan, Slot, Span, Validation } from "../types.ts";
import { slotsOf } from "./milestones.ts";
import { isUnfilled } from "./words.ts";

/** A part of a plan that one answer fills: a slot, a statement, a title. */
export interface Unit extends Place {
  text: string;
  id: string | undefined;
  /** Whether it says what is to be done or checked, so that "etc." leaves something open. */
  isExact: boolean;
}

/** Every unit in the order of the text. Statuses are words of their own and none of these. */
export function unitsOf(plan: Plan): Unit[] {
  const units = [
    ...(plan.heading === undefined ? [] : [loose({ ...plan.heading, text: plan.heading.title })]),
    ...Object.entries(plan.meta).flatMap(([name, slot]) => (name === "status" ? [] : [loose(slot)])),
    ...Object.values(plan.baseline).map((slot) => loose(slot)),
    ...[...plan.scope.in, ...plan.scope.out].map((span) => exact(span)),
    ...[...plan.goals, ...plan.nonGoals, ...plan.criteria].flatMap((item) => ofItem(item, exact)),
    ...[...plan.constraints, ...plan.assumptions, ...plan.risks, ...plan.questions].flatMap((item) =>
      ofItem(item, loose),
    ),
    ...plan.milestones.flatMap(ofMilestone),
    ...[...plan.strategy, ...plan.changelog].map((span) => loose(span)),
  ];
  return units.filter(({ text }) => text !== "").sort((a, b) => a.line - b.line || a.column - b.column);
}

/** What somebody left unfilled inside of slots that say something: one of several checks, an outcome, a path. */
export function unfilledParts(plan: Plan): Unit[] {
  const ofChecks = plan.criteria.flatMap(({ id, checks, slots }) => partsOf(slots.check, checks.flatMap(pieces), id));
  const ofMilestones = plan.milestones.flatMap(({ id, validation, files }) => [
    ...partsOf(validation, (validation?.checks ?? []).flatMap(pieces), id),
    ...partsOf(files, files?.codes ?? [], id),
  ]);
  return [...ofChecks, ...ofMilestones];
}

const partsOf = (slot: Slot | undefined, parts: readonly Span[], id: string | undefined): Unit[] =>
  slot === undefined || isUnfilled(slot.text)
    ? []
    : parts.filter(({ text }) => isUnfilled(text)).map((part) => exact(part, id));

const pieces = (check: Validation): Span[] =>
  isUnfilled(check.text)
    ? [check]
    : [
        { ...check, text: check.command ?? "" },
        { ...check, text: check.expected ?? "" },
      ];

const exact = ({ line, column, text }: Span, id?: string): Unit => ({ line, column, text, id, isExact: true });
const loose = ({ line, column, text }: Span, id?: string): Unit => ({ line, column, text, id, isExact: false });

/** An item's statement, in the words of whoever made it, and its slots. */
function ofItem(item: Item, unit: typeof exact): Unit[] {
  const { id, slots } = item;
  return [unit({ ...item, text: item.statement }, id), ...Object.values(slots).map((slot) => exact(slot, id))];
}

function ofMilestone(milestone: Milestone): Unit[] {
  const { id, title, status } = milestone;
  const slots = slotsOf(milestone).filter((slot): slot is Slot => slot !== undefined && slot !== status);
  const heading = id === undefined ? [] : [loose({ ...milestone, text: title }, id)];
  return [...heading, ...slots.map((slot) => exact(slot, id))];
}

/** The last of these units that begins at or before a place. */
export function unitAt(units: readonly Unit[], { line, column }: Place): Unit | undefined {
  let low = 0;
  let high = units.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const unit = units[middle];
    if (unit !== undefined && (unit.line < line || (unit.line === line && unit.column <= column))) low = middle + 1;
    else high = middle;
  }
  return units[low - 1];
}
