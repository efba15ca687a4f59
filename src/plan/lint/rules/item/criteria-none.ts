import { isListed } from "../../registers.ts";
import { sectionOf } from "../../sections.ts";
import type { Rule } from "../../types.ts";

export const noCriterion: Rule = {
  id: "criteria/none",
  severity: "error",
  summary: "a plan whose Success criteria section has no criterion",
  why: "Without a criterion the work ends when somebody is tired of it.",
  good: "- S1: The sixth wrong password in a minute gets 429 — check: `npm test -- limit` → exit 0",
  bad: "## Success criteria (with nothing below it)",
  check({ plan }) {
    const section = sectionOf(plan, "criteria");
    if (section === undefined || plan.criteria.some(isListed)) return [];
    const { line, column, title } = section;
    const what = "no success criterion stands below this heading, so nobody can tell when the plan has succeeded";
    const fix = "write `- S1: <observable fact> — check: <command> → <outcome>`";
    return [{ line, column, text: title, id: undefined, what, fix }];
  },
};
