import type { Item, Plan } from "../../plan/types.ts";
import { prose } from "../../runs/prose.ts";
import type { Closing } from "../closing.ts";
import { checkLine } from "./evidence.ts";
import { item } from "./lists.ts";

/** The goals, each with what shows that it was met. */
export function goalLines({ plan, outcome }: Closing): string[][] {
  return plan.goals.map((goal) =>
    item(`${named(goal)} — ${outcome.kind === "done" ? metBy(goal, plan) : "not claimed"}`),
  );
}

/** An item with its id, as text. */
export const named = ({ id, statement }: Pick<Item, "id" | "statement">): string =>
  [...(id === undefined ? [] : [`${id}:`]), prose(statement, 240)].join(" ");

/** Criteria and milestones that name a goal; else all criteria speak for it. */
function metBy({ id }: Item, { criteria, milestones }: Plan): string {
  const naming = [
    ...criteria.filter(({ text }) => mentions(text, id)),
    ...milestones.filter(({ title, change }) => mentions(`${title} ${change?.text ?? ""}`, id)),
  ];
  const ids = naming.flatMap((each) => each.id ?? []);
  if (ids.length > 0) return `met by ${ids.join(", ")}`;
  return criteria.length > 0 ? "met by the criteria below" : "met by the milestones below";
}

/** Whether a text has an id in it as a word. */
export const mentions = (text: string, id: string | undefined): boolean =>
  id !== undefined &&
  text
    .toUpperCase()
    .split(/[^\p{L}\p{N}]+/u)
    .includes(id);

/** The success criteria, each with its checks and what was seen of them. */
export const criterionLines = ({ plan, evidence }: Closing): string[][] =>
  plan.criteria.map((criterion) =>
    item(
      named(criterion),
      criterion.checks.length === 0 ? ["no check"] : criterion.checks.map((check) => checkLine(check, evidence)),
    ),
  );
