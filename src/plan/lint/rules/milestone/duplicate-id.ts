import { headingOf } from "../../milestones.ts";
import type { Complaint, Rule } from "../../types.ts";

export const duplicateMilestone: Rule = {
  id: "milestone/duplicate-id",
  severity: "error",
  summary: "two milestones with one id",
  why: "Reports, evidence and dependencies name a milestone by its id, and must not mean another one.",
  good: "### M3: Tell people how long to wait",
  bad: "### M2: Tell people how long to wait (below another M2)",
  check({ plan }) {
    const first = new Map<string, number>();
    return plan.milestones.flatMap((milestone): Complaint[] => {
      const { id, line, column } = milestone;
      if (id === undefined) return [];
      const earlier = first.get(id);
      if (earlier === undefined) {
        first.set(id, line);
        return [];
      }
      const what = `${id} is the id of another milestone, in line ${earlier}, so reports could mean either`;
      const fix = "give the later one a number that was never used, and mend the dependencies that mean it";
      return [{ line, column, text: headingOf(milestone), id, what, fix }];
    });
  },
};
