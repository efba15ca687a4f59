import { sections } from "../../../parse/sections.ts";
import type { Place, Plan, SectionName } from "../../../types.ts";
import { isStrategy, sectionOf } from "../../sections.ts";
import type { Rule } from "../../types.ts";

/** What belongs below each required heading. */
const contents: Record<SectionName, string> = {
  meta: "the id, the time, the mode and the iteration",
  baseline: "the branch and commit that the plan was made on",
  scope: "what is in and what is out",
  goals: "what will be true, and what is left alone",
  constraints: "what must not change, in the words of whoever said so",
  criteria: "the facts that show success, each with its check",
  assumptions: "what is taken for true, and how it would be noticed to be wrong",
  milestones: "the steps, each with files, validation and rollback",
  risks: "what may go wrong, with mitigation and next action",
  questions: "what is not known yet, with the next action",
  strategy: "how the work is split into commits and pull requests",
  changelog: "what changed in the plan, and why",
};

const order = Object.keys(sections) as SectionName[];

export const missingSection: Rule = {
  id: "plan/missing-section",
  severity: "error",
  summary: "a required section that is absent",
  why: "What has no place is forgotten: of 61 plans without these headings none named a risk or an open question. An empty register is a statement; an absent one is not.",
  good: "## Risks + mitigations",
  bad: "(the plan goes from Milestones to Open questions)",
  check({ plan }) {
    return order
      .filter((name) => sectionOf(plan, name) === undefined && !(name === "milestones" && isStrategy(plan)))
      .map((name) => ({
        ...placeFor(name, plan),
        text: `## ${sections[name].heading}`,
        id: undefined,
        what: `the plan has no section \`## ${sections[name].heading}\`: ${contents[name]}`,
        fix: "write it, in front of this place; where there is nothing to say, say so with `- none: <reason>`",
      }));
  },
};

/** Where a section would stand: at the next one that is there, else at the end. */
function placeFor(missing: SectionName, plan: Plan): Place {
  const next = order.slice(order.indexOf(missing) + 1).flatMap((name) => sectionOf(plan, name) ?? [])[0];
  return { line: next?.line ?? Math.max(1, plan.lineCount), column: next?.column ?? 1 };
}
