import type { Rule } from "../../types.ts";

export const noTitle: Rule = {
  id: "plan/no-title",
  severity: "error",
  summary: "a plan without a title",
  why: "Runs, reports and the archive are named after it.",
  good: "# Canonical plan: Limit failed logins",
  bad: "# Canonical plan:",
  check({ plan: { heading } }) {
    if (heading !== undefined && heading.title !== "") return [];
    const what =
      heading === undefined
        ? "no heading of the first level says what this plan is about"
        : "the heading does not say what this plan is about";
    const { line, column } = heading ?? { line: 1, column: 1 };
    const fix = "begin the plan with `# Canonical plan: <title>`, with the title in a few words";
    return [{ line, column, text: heading?.text || "# Canonical plan", id: undefined, what, fix }];
  },
};
