import { isListed } from "../../registers.ts";
import type { Rule } from "../../types.ts";

const most = 7;

export const tooManyAssumptions: Rule = {
  id: "assumption/too-many",
  severity: "warning",
  summary: `more than ${most} assumptions`,
  why: "Each one is a way for the plan to be wrong, and most can be tried in minutes before the first record.",
  good: "- A1: Requests carry the account's id — wrong if: the first test of M1 sees none",
  bad: "- A8: The proxy keeps the client's address",
  check({ plan }) {
    const assumptions = plan.assumptions.filter(isListed);
    const first = assumptions[most];
    if (first === undefined) return [];
    const { line, column, text, id } = first;
    const what = `the plan rests on ${assumptions.length} assumptions, more than the ${most} that anybody keeps in mind`;
    const fix = "try what can be tried now and write it down as a fact; make the rest open questions or risks";
    return [{ line, column, text: text || id || "assumption", id, what, fix }];
  },
};
