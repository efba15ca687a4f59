import { literal } from "../../../../config/words.ts";
import { commitOf } from "../../baseline.ts";
import type { Complaint, Rule } from "../../types.ts";

export const unknownCommit: Rule = {
  id: "baseline/unknown-commit",
  severity: "error",
  summary: "a baseline whose commit is no hash, or does not exist in this repository",
  why: "It was invented, mistyped, rebased away or not fetched; drift cannot be computed from it.",
  good: "- Commit: `0a1b2c3d4e5f60718293a4b5c6d7e8f901234567`",
  bad: "- Commit: latest main",
  check({ plan, facts: { commitExists } }): Complaint[] {
    const commit = commitOf(plan);
    const fix = "write the full hash that the plan was made on, or stamp a new baseline with `plan-init start`";
    if (commit.kind === "unreadable") {
      const { line, column, text } = commit.span;
      return [{ line, column, text, id: undefined, what: `${literal(text)} is not a commit hash`, fix }];
    }
    if (commit.kind !== "hash" || commitExists !== false) return [];
    const { hash, span } = commit;
    const what = `the commit ${literal(hash)} does not exist in this repository, so drift cannot be seen`;
    return [{ line: span.line, column: span.column, text: hash, id: undefined, what, fix }];
  },
};
