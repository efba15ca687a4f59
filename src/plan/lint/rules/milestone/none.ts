import { isMilestone } from "../../milestones.ts";
import { isStrategy, sectionOf } from "../../sections.ts";
import type { Rule } from "../../types.ts";

export const noMilestone: Rule = {
  id: "milestone/none",
  severity: "error",
  summary: "a plan whose Milestones section has none",
  why: "Milestones are what is executed, verified and reported one at a time. Strategy mode has objectives instead.",
  good: "### M1: Count failed logins",
  bad: "## Milestones (with nothing below it)",
  check({ plan }) {
    const section = sectionOf(plan, "milestones");
    if (section === undefined || isStrategy(plan) || plan.milestones.some(isMilestone)) return [];
    const { line, column, title } = section;
    const what = "no milestone stands below this heading, so there is nothing to execute or verify";
    const fix = "write each milestone as `### M1: <title>` with Status, Change, Files, Validation and Rollback";
    return [{ line, column, text: title, id: undefined, what, fix }];
  },
};
