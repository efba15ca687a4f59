import { isUnfilled } from "./lint/words.ts";
import type { Plan } from "./types.ts";

/** Whether a plan is a form that nobody has filled in: title, goals and milestones are slots or absent. */
export function isForm({ heading, goals, milestones }: Plan): boolean {
  const said = [heading?.title ?? "", ...goals.map(({ text }) => text), ...milestones.map(({ title }) => title)];
  return said.every((text) => text === "" || isUnfilled(text));
}
