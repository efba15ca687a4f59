import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Draft, judge, type Verdict } from "../../../src/plan/verdict.ts";

/** A run as the fingerprints of its records, the last of which is the draft. */
function drafted(history: string, errors: number, max = 3, changes: readonly string[] = ["M2 added"]): Draft {
  const all = [...history];
  return {
    iteration: all.length,
    max,
    fingerprint: all.at(-1) ?? "",
    earlier: all.slice(0, -1),
    errors,
    findings: `${errors} ${errors === 1 ? "error" : "errors"}: plan/no-title (line 1)`,
    changes,
  };
}

const brief = ({ kind, reason }: Verdict): string => `${kind} ${reason}`;

describe("the verdict", () => {
  // The rows of the table, each with the records of a run as letters: equal letters are equal structures.
  test.each([
    ["no errors, unchanged", "aa", 0, 3, "STOP converged"],
    ["no errors, unchanged, at the cap", "abb", 0, 3, "STOP converged"],
    ["no errors, unchanged, beyond the cap", "abbb", 0, 3, "STOP converged"],
    ["no errors, the first record", "a", 0, 3, "CONTINUE confirm"],
    ["no errors, changed", "ab", 0, 3, "CONTINUE confirm"],
    ["no errors, changed, at the cap", "abc", 0, 3, "STOP budget"],
    ["no errors, the first record is all there is", "a", 0, 1, "STOP budget"],
    ["no errors, back where it was", "aba", 0, 5, "ESCALATE oscillating"],
    ["no errors, back where it was, at the cap", "aba", 0, 3, "ESCALATE oscillating"],
    ["no errors, back to a structure further back", "abca", 0, 9, "ESCALATE oscillating"],
    ["errors, the first record", "a", 2, 3, "CONTINUE findings"],
    ["errors, changed", "ab", 1, 3, "CONTINUE findings"],
    ["errors, unchanged", "aa", 1, 3, "ESCALATE stalled"],
    ["errors, unchanged, at the cap", "abb", 1, 3, "ESCALATE stalled"],
    ["errors, back where it was", "aba", 1, 5, "ESCALATE oscillating"],
    ["errors, changed, at the cap", "abc", 1, 3, "ESCALATE budget"],
    ["errors, the first record is all there is", "a", 1, 1, "ESCALATE budget"],
  ])("%s", (_, history, errors, max, verdict) => {
    expect(brief(judge(drafted(history, errors, max)))).toBe(verdict);
  });

  test.each([
    [drafted("aa", 0), "VERDICT: STOP 2/3 — converged: structurally complete and confirmed"],
    [drafted("a", 0), "VERDICT: CONTINUE 1/3 — structurally complete: read it once more, then record to confirm"],
    [drafted("ab", 0), "VERDICT: CONTINUE 2/3 — structurally complete, to be confirmed: M2 added"],
    [
      drafted("abc", 0),
      "VERDICT: STOP 3/3 — structurally complete, last change unconfirmed: M2 added; a person confirms with `plan-init check --confirm`",
    ],
    [drafted("ab", 1), "VERDICT: CONTINUE 2/3 — 1 error: plan/no-title (line 1)"],
    [drafted("aa", 1), "VERDICT: ESCALATE 2/3 — nothing changed, and 1 error: plan/no-title (line 1)"],
    [drafted("abc", 2), "VERDICT: ESCALATE 3/3 — budget exhausted with 2 errors: plan/no-title (line 1)"],
    [drafted("abca", 0, 9), "VERDICT: ESCALATE 4/9 — back at the structure of record 1; since record 3: M2 added"],
    [
      drafted("ab", 0, 3, ["M1 added", "M2 added", "M3 added", "M4 added", "M5 added", "M6 added", "M7 added"]),
      "VERDICT: CONTINUE 2/3 — structurally complete, to be confirmed: M1 added; M2 added; M3 added; M4 added; M5 added; 2 more",
    ],
  ])("is one line: %#", (draft, line) => {
    expect(judge(draft).line).toBe(line);
  });

  const series = fc.record({
    records: fc.array(fc.constantFrom("a", "b", "c", "d"), { minLength: 1, maxLength: 7 }),
    errors: fc.constantFrom(0, 0, 1, 5),
    max: fc.integer({ min: 1, max: 6 }),
  });

  // Each condition by itself, as the design's table has it; the order of the rules plays no part here.
  const conditions: Record<
    string,
    (run: { unchanged: boolean; seen: boolean; clean: boolean; spent: boolean }) => boolean
  > = {
    "STOP converged": ({ clean, unchanged }) => clean && unchanged,
    "STOP budget": ({ clean, unchanged, seen, spent }) => clean && !unchanged && !seen && spent,
    "CONTINUE confirm": ({ clean, unchanged, seen, spent }) => clean && !unchanged && !seen && !spent,
    "CONTINUE findings": ({ clean, unchanged, seen, spent }) => !clean && !unchanged && !seen && !spent,
    "ESCALATE stalled": ({ clean, unchanged }) => !clean && unchanged,
    "ESCALATE oscillating": ({ unchanged, seen }) => !unchanged && seen,
    "ESCALATE budget": ({ clean, unchanged, seen, spent }) => !clean && !unchanged && !seen && spent,
  };

  test("is exactly one, whatever was recorded before", () => {
    fc.assert(
      fc.property(series, ({ records, errors, max }) => {
        const verdict = judge(drafted(records.join(""), errors, max));
        const [now, ...before]: string[] = records.toReversed();
        const run = {
          unchanged: before[0] === now,
          seen: before.slice(1).includes(now ?? ""),
          clean: errors === 0,
          spent: records.length >= max,
        };
        const holding = Object.keys(conditions).filter((name) => conditions[name]?.(run));
        expect(holding).toEqual([brief(verdict)]);
        expect(verdict).toMatchObject({ iteration: records.length, max });
        expect(verdict.line).toMatch(/^VERDICT: (?:STOP|CONTINUE|ESCALATE) \d+\/\d+ — [^\n]+$/);
      }),
      { numRuns: 1000 },
    );
  });

  test("goes on for no longer than the budget allows", () => {
    fc.assert(
      fc.property(series, ({ records, errors, max }) => {
        const verdicts = records.map((_, at) => judge(drafted(records.slice(0, at + 1).join(""), errors, max)).kind);
        expect(verdicts.slice(max - 1)).not.toContain("CONTINUE");
      }),
    );
  });
});
