import { isFilled } from "../../baseline.ts";
import { sectionOf } from "../../sections.ts";
import type { Rule } from "../../types.ts";

const required = ["branch", "commit", "working tree"] as const;

export const baselineMissing: Rule = {
  id: "baseline/missing",
  severity: "error",
  summary: "a baseline without branch, commit or state of the working tree",
  why: "Whether the plan still fits the code is seen by comparing with the commit it was made on.",
  good: "- Commit: `0a1b2c3d4e5f60718293a4b5c6d7e8f901234567`",
  bad: "## Repo baseline (with nothing below it)",
  check({ plan }) {
    const section = sectionOf(plan, "baseline");
    const missing = required.filter((name) => !isFilled(plan.baseline[name]));
    if (section === undefined || missing.length === 0) return [];
    const { line, column, title } = section;
    const labels = missing.map((name) => `\`${name.charAt(0).toUpperCase()}${name.slice(1)}:\``).join(", ");
    const what = `the baseline lacks ${labels}, so nobody can tell whether the plan still fits the code`;
    const fix = "stamp it with `plan-init start`, or write what `git status --branch` and `git rev-parse HEAD` say";
    return [{ line, column, text: title, id: undefined, what, fix }];
  },
};
