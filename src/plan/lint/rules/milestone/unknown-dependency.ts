import { liveMilestones, nameOf } from "../../milestones.ts";
import type { Rule } from "../../types.ts";

export const unknownDependency: Rule = {
  id: "milestone/unknown-dependency",
  severity: "error",
  summary: "a dependency on a milestone that the plan does not have",
  why: "The order of work follows from the dependencies; one that points nowhere blocks its milestone for ever.",
  good: "- Depends on: M1, M2",
  bad: "- Depends on: M9 (of a plan with five milestones)",
  check({ plan }) {
    const known = new Set(plan.milestones.map(({ id }) => id));
    return liveMilestones(plan).flatMap((milestone) =>
      (milestone.dependsOn?.ids ?? [])
        .filter(({ text }) => !known.has(text))
        .map(({ line, column, text }) => ({
          line,
          column,
          text,
          id: milestone.id,
          what: `${nameOf(milestone)} depends on ${text}, which this plan does not have, so it could never begin`,
          fix: "name a milestone of this plan, or take the dependency out",
        })),
    );
  },
};
