import type { Rule } from "../../types.ts";

export const unexplained: Rule = {
  id: "changelog/unexplained",
  severity: "error",
  summary: "a structural change since the last record that no line of the changelog mentions by id",
  why: "A plan that changes without a reason drifts. The line says what changed, why, and which finding or fact caused it.",
  good: "- M3: validation names the test file, for `npm test` alone also ran the slow ones (milestone/vague-validation)",
  bad: "- Various improvements (while M3 has another validation than before)",
  check: () => [],
};
