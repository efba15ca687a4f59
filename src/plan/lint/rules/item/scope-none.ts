import { sectionOf } from "../../sections.ts";
import type { Complaint, Rule } from "../../types.ts";

export const noScope: Rule = {
  id: "scope/none",
  severity: "error",
  summary: "scope boundaries without `In:` or without `Out:`",
  why: "A boundary has two sides. What is not said to be out is what a developer adds in good faith.",
  good: "- Out: the sign-up form",
  bad: "## Scope boundaries (with `In:` alone)",
  check({ plan }): Complaint[] {
    const section = sectionOf(plan, "scope");
    if (section === undefined) return [];
    const { line, column, title } = section;
    const missing = [...(plan.scope.in.length === 0 ? ["In"] : []), ...(plan.scope.out.length === 0 ? ["Out"] : [])];
    if (missing.length === 0) return [];
    const labels = missing.map((label) => `\`${label}:\``).join(" and ");
    const what = `the scope has no ${labels}, so nobody can tell where it ends`;
    return [
      {
        line,
        column,
        text: title,
        id: undefined,
        what,
        fix: `write ${labels} with what is inside and what is left alone`,
      },
    ];
  },
};
