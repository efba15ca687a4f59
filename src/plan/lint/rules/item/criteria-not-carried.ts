import { visible } from "../../../../config/words.ts";
import { carries } from "../../carried.ts";
import { sectionOf } from "../../sections.ts";
import type { Rule } from "../../types.ts";

export const notCarried: Rule = {
  id: "criteria/not-carried",
  severity: "error",
  summary:
    "an acceptance criterion of the filed work that the run is about, and that no success criterion says word for word",
  why: "The plan would be done, and what it was filed for would not. Case, punctuation and markup do not count, and a check may follow.",
  good: "- S1: Bootstrap ends with 0 on a fresh clone — check: `npm run bootstrap` → exit 0",
  bad: "- S1: Bootstrap works — check: `npm run bootstrap` → exit 0 (filed: Bootstrap ends with 0 on a fresh clone)",
  check({ plan, facts: { wanted = [] } }) {
    const section = sectionOf(plan, "criteria");
    if (section === undefined) return [];
    const { line, column, title } = section;
    return wanted
      .filter((criterion) => !plan.criteria.some((item) => carries(item, criterion)))
      .map((criterion) => ({
        line,
        column,
        text: title,
        id: undefined,
        what: `no success criterion says what the filed work wants: "${visible(criterion, 300)}"`,
        fix: "add it word for word, with a check: `- S<n>: <criterion> — check: <command> → <outcome>`",
      }));
  },
};
