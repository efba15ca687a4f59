import type { Place, Plan, SectionName } from "../../../types.ts";
import { isStrategy, sectionOf } from "../../sections.ts";
import type { Rule } from "../../types.ts";

/** The required headings in their order, with what belongs below them. */
const required = [
  ["meta", "Plan ID / Timestamp", "the id, the time, the mode and the iteration"],
  ["baseline", "Repo baseline", "the branch and commit that the plan was made on"],
  ["scope", "Scope boundaries", "what is in and what is out"],
  ["goals", "Goals / Non-goals", "what will be true, and what is left alone"],
  ["constraints", "Constraints / invariants", "what must not change, in the words of whoever said so"],
  ["criteria", "Success criteria", "the facts that show success, each with its check"],
  ["assumptions", "Assumptions", "what is taken for true, and how it would be noticed to be wrong"],
  ["milestones", "Milestones", "the steps, each with files, validation and rollback"],
  ["risks", "Risks + mitigations", "what may go wrong, with mitigation and next action"],
  ["questions", "Open questions", "what is not known yet, with the next action"],
  ["strategy", "PR / commit strategy", "how the work is cut into commits and pull requests"],
  ["changelog", "Changelog since previous iteration", "what changed in the plan, and why"],
] as const satisfies readonly (readonly [SectionName, string, string])[];

export const missingSection: Rule = {
  id: "plan/missing-section",
  severity: "error",
  summary: "a required section that is absent",
  why: "What has no place is forgotten: of 61 plans without these headings none named a risk or an open question. An empty register is a statement; an absent one is not.",
  good: "## Risks + mitigations",
  bad: "(the plan goes from Milestones to Open questions)",
  check({ plan }) {
    return required
      .filter(([name]) => sectionOf(plan, name) === undefined && !(name === "milestones" && isStrategy(plan)))
      .map(([name, heading, content]) => ({
        ...placeFor(name, plan),
        text: `## ${heading}`,
        id: undefined,
        what: `the plan has no section \`## ${heading}\`: ${content}`,
        fix: `write it, in front of this place; where there is nothing to say, say so with \`- none: <reason>\``,
      }));
  },
};

/** Where a section would stand: at the next one that is there, else at the end. */
function placeFor(missing: SectionName, plan: Plan): Place {
  const index = required.findIndex(([name]) => name === missing);
  const next = required.slice(index + 1).flatMap(([name]) => sectionOf(plan, name) ?? [])[0];
  return { line: next?.line ?? Math.max(1, plan.lineCount), column: next?.column ?? 1 };
}
