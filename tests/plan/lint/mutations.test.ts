import { describe, expect, test } from "vitest";
import { ruleIds } from "../../../src/plan/lint/rule-ids.ts";
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

  test("is of at least sixty kinds and reaches every rule that one text can break", () => {
    const reached = new Set(mutations.map(({ rule }) => rule));
    const ofSeveralRecords = ["changelog/unexplained", "intent/changed"];
    const alone = ["criteria/none", "milestone/none"];
    expect(mutations.length).toBeGreaterThanOrEqual(60);
    expect(ruleIds.filter((id) => !reached.has(id))).toEqual(
      ruleIds.filter((id) => [...ofSeveralRecords, ...alone].includes(id)),
    );
  });
});
