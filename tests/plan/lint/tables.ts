import { describe, expect, test } from "vitest";
import type { RuleId } from "../../../src/plan/lint/rule-ids.ts";
import type { LintFacts } from "../../../src/plan/lint/types.ts";
import { milestone, type Parts, planWith } from "./small.ts";
import { findingsIn } from "./support.ts";

/** A name, the parts of the plan that differ, and what is known of the repository. */
export type Fine = [name: string, parts: Parts, facts?: Partial<LintFacts>];
/** The same with the texts that the findings are about. */
export type Wrong = [name: string, parts: Parts, texts: string[], facts?: Partial<LintFacts>];

/** The tests of one rule: what it complains of and nothing else does, and what no rule complains of. */
export function rule(id: RuleId, wrong: readonly Wrong[], fine: readonly Fine[]): void {
  describe(id, () => {
    test.each(wrong)("complains of %s", (_, parts, texts, facts = {}) => {
      const findings = findingsIn(planWith(parts), facts);
      expect(findings.map((finding) => [finding.rule, finding.text])).toEqual(texts.map((text) => [id, text]));
    });
    if (fine.length > 0) {
      test.each(fine)("is content with %s", (_, parts, facts = {}) => {
        expect(findingsIn(planWith(parts), facts)).toEqual([]);
      });
    }
  });
}

export const one = (over: Parameters<typeof milestone>[0]): Parts => ({ milestones: milestone(over) });
export const several = (...all: Parameters<typeof milestone>[0][]): Parts => ({
  milestones: all
    .map((over, index) =>
      milestone(
        { Validation: `\`npm test -- step-${index + 1}\` → exit 0`, ...over },
        `### M${index + 1}: Step ${index + 1}`,
      ),
    )
    .join("\n\n"),
});
