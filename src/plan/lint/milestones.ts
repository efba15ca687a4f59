import { literal } from "../../config/words.ts";
import type { Milestone, Plan, Slot } from "../types.ts";
import type { Complaint } from "./types.ts";
import { isNone, isUnfilled } from "./words.ts";

/** Whether a heading below Milestones is one: it has an id or a slot, else it is a note. */
export const isMilestone = (milestone: Milestone): boolean =>
  milestone.id !== undefined || slotsOf(milestone).some((slot) => slot !== undefined);

/** The milestones that are to be carried out; dropped ones stand there for their ids only. */
export const liveMilestones = (plan: Plan): Milestone[] =>
  plan.milestones.filter((milestone) => isMilestone(milestone) && milestone.status?.value !== "dropped");

/** The slots of a milestone in the order of the format. */
export const slotsOf = ({ status, change, files, interfaces, validation, rollback, dependsOn }: Milestone) => [
  status,
  change,
  files,
  interfaces,
  validation,
  rollback,
  dependsOn,
];

/** How messages call a milestone: its id, else its title. */
export const nameOf = ({ id, title }: Milestone): string => id ?? (title === "" ? "this milestone" : literal(title));

/** The heading of a milestone, never empty. */
export const headingOf = ({ id, title }: Milestone): string => [id, title].filter(Boolean).join(": ") || "###";

/** Whether a required slot is absent, or says no more than `none`; one that waits to be filled is a placeholder instead. */
export const lacks = (slot: Slot | undefined): boolean =>
  slot === undefined || (!isUnfilled(slot.text) && (slot.text === "" || isNone(slot.text)));

/** A complaint about a slot, at its place or, when there is none, at the heading of its milestone. */
export function aboutSlot(milestone: Milestone, slot: Slot | undefined, what: string, fix: string): Complaint {
  const { line, column } = slot ?? milestone;
  const text = slot === undefined ? headingOf(milestone) : slot.text || slot.label;
  return { line, column, text, id: milestone.id, what, fix };
}
