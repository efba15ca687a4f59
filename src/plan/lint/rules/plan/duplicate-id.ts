import type { Item, Plan } from "../../../types.ts";
import type { Complaint, Rule } from "../../types.ts";

export const duplicateId: Rule = {
  id: "plan/duplicate-id",
  severity: "error",
  summary: "two goals, risks or other items with one id",
  why: "The changelog and the comparison of iterations name an item by its id, and must not mean another one.",
  good: "- Q2: Which limit holds for service accounts? — next action: the planner asks the owner of billing before M3",
  bad: "- Q1: Which limit holds for service accounts? (below another Q1)",
  check: ({ plan }) => families(plan).flatMap(repeated),
};

const families = (plan: Plan): Item[][] => [
  [...plan.goals, ...plan.nonGoals],
  plan.constraints,
  plan.criteria,
  plan.assumptions,
  plan.risks,
  plan.questions,
];

function repeated(items: readonly Item[]): Complaint[] {
  const first = new Map<string, number>();
  return items.flatMap(({ id, line, column, text }): Complaint[] => {
    if (id === undefined) return [];
    const earlier = first.get(id);
    if (earlier === undefined) {
      first.set(id, line);
      return [];
    }
    const what = `${id} is the id of another item, in line ${earlier}, so a mention could mean either`;
    return [{ line, column, text: text || id, id, what, fix: "give the later one a number that was never used" }];
  });
}
