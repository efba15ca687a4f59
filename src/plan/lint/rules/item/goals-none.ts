import { isListed } from "../../registers.ts";
import { sectionOf } from "../../sections.ts";
import type { Rule } from "../../types.ts";

export const noGoal: Rule = {
  id: "goals/none",
  severity: "error",
  summary: "a plan whose Goals section has no goal",
  why: "Milestones serve goals, and reviews ask which; the goals freeze with the first record.",
  good: "- G1: Guessing a password takes years, not hours",
  bad: "## Goals / Non-goals (with non-goals alone)",
  check({ plan }) {
    const section = sectionOf(plan, "goals");
    if (section === undefined || plan.goals.some(isListed)) return [];
    const { line, column, title } = section;
    const what = "no goal stands below this heading, so nothing says what the milestones are for";
    return [{ line, column, text: title, id: undefined, what, fix: "write `- G1: <what will be true>`" }];
  },
};
