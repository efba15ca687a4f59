import { describe, expect, test } from "vitest";
import { ruleIds } from "../../../src/plan/lint/rule-ids.ts";
import { intentOf, outlineOf } from "../../../src/plan/outline.ts";
import { parsePlan } from "../../../src/plan/parse/index.ts";
import { mutations } from "./mutations.ts";
import { briefly, example, exampleFacts, findingsIn, lineOf, replaced } from "./support.ts";

test("the example plan is clean", () => {
  expect(findingsIn(example, exampleFacts)).toEqual([]);
});

describe("damage to the example plan", () => {
  test.each(mutations)("$rule: $name", ({ edits, rule, at, facts }) => {
    const damaged = edits.reduce((text, [from, to]) => replaced(text, from, to), example);
    const findings = findingsIn(damaged, { ...exampleFacts, ...facts });
    expect(briefly(findings)).toEqual([`${rule} ${lineOf(damaged, at)}`]);
  });

  test("is of at least sixty kinds and reaches every rule", () => {
    expect(mutations.length).toBeGreaterThanOrEqual(60);
    expect(new Set(mutations.map(({ rule }) => rule))).toEqual(new Set(ruleIds));
  });
});

describe("what is no damage", () => {
  const known = { ...exampleFacts, frozen: intentOf(parsePlan(example)), previous: outlineOf(parsePlan(example)) };
  test.each([
    ["nothing", "- Status: doing", "- Status: doing"],
    ["a status", "- Status: blocked", "- Status: done"],
    ["the wording of a change", "each skip is counted in a metric.", "every skip is counted."],
    ["an outcome", "→ exit 0, prints `p99`", "→ exit 0 and prints `p99`"],
    [
      "the check of a criterion, explained",
      "`npx vitest run tests/e2e/headers.test.ts` → exit 0, `Retry",
      "`npm test -- headers` → exit 0, `Retry",
    ],
    ["the iteration", "- Iteration: 2 of 3", "- Iteration: 3 of 3"],
    ["a goal in bold", "- G3: Limits change", "- **G3:** Limits  change"],
    ["a comment", "## Open questions", "<!-- TODO: <ask> -->\n\n## Open questions"],
  ])("%s", (_, from, to) => {
    expect(findingsIn(replaced(example, from, to), known)).toEqual([]);
  });
});
