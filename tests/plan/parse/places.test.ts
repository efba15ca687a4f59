import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePlan } from "../../../src/plan/parse/index.ts";
import { isSampled } from "../../helpers/sample.ts";
import { corpus } from "../lint/corpus.ts";
import { example } from "../lint/support.ts";
import { draft } from "../support/draft.ts";
import { style } from "../support/style.ts";
import { written } from "../support/write.ts";
import { linesOf, misplaced } from "./places.ts";

describe("every place", () => {
  test.each([["example-plan.md", example] as const, ...corpus])("of %s is where the text stands", (_, text) => {
    expect(misplaced(parsePlan(text), text)).toEqual([]);
  });

  test("of a plan in any style is where the text stands", () => {
    fc.assert(
      fc.property(draft, style, (plan, look) => {
        const text = written(plan, look);
        expect(misplaced(parsePlan(text), text)).toEqual([]);
      }),
      { numRuns: isSampled ? 8 : 25, endOnFailure: true },
    );
  });
});

/** A plan with one milestone. */
const milestone = (...lines: string[]): string => ["## Milestones", "### M1: a", ...lines].join("\n");

describe("the exact place", () => {
  // The source, what to find in it, and the snippet that it begins at.
  test.each<
    [string, string, (plan: ReturnType<typeof parsePlan>) => { line: number; column: number } | undefined, string]
  >([
    ["a slot", milestone("- Change: counts"), (plan) => plan.milestones[0]?.change, "counts"],
    ["a slot behind a tab", milestone("-\tChange:\tcounts"), (plan) => plan.milestones[0]?.change, "counts"],
    ["a slot with a bold label", milestone("* **Change:** counts"), (plan) => plan.milestones[0]?.change, "counts"],
    [
      "a slot with a list below",
      milestone("- Change:", "  - counts"),
      (plan) => plan.milestones[0]?.change?.items[0],
      "counts",
    ],
    [
      "a slot under a heading",
      milestone("#### Change", "counts"),
      (plan) => plan.milestones[0]?.change?.items[0],
      "counts",
    ],
    [
      "a slot behind a reference",
      milestone("R&amp;D, Change: x", "- Change: a &amp; b; counts"),
      (plan) => plan.milestones[0]?.change,
      "a &amp;",
    ],
    [
      "a command",
      milestone("- Validation: `npm test` → exit 0"),
      (plan) => plan.milestones[0]?.validation?.checks[0],
      "npm test",
    ],
    [
      "a command in long fences",
      milestone("- Validation: `` a `b` `` → exit 0"),
      (plan) => plan.milestones[0]?.validation?.checks[0],
      "a `b`",
    ],
    [
      "a command of a fence",
      milestone("- Validation:", "  ```sh", "  npm test", "  ```"),
      (plan) => plan.milestones[0]?.validation?.checks[0],
      "npm test",
    ],
    [
      "a command of a fence in a quote",
      milestone("> - Validation:", ">   ```sh", ">   npm test", ">   ```"),
      (plan) => plan.milestones[0]?.validation?.checks[0],
      "npm test",
    ],
    [
      "a command of indented code",
      milestone("- Validation:", "", "      npm test"),
      (plan) => plan.milestones[0]?.validation?.checks[0],
      "npm test",
    ],
    [
      "a code span on a line of its own",
      milestone("- Validation: `", "  npm test` → exit 0"),
      (plan) => plan.milestones[0]?.validation?.checks[0],
      "npm test",
    ],
    [
      "a path in words behind an escape",
      milestone("- Files: the \\_old\\_ one, src/a\\_b.ts"),
      (plan) => plan.milestones[0]?.files?.paths[0],
      "src/a",
    ],
    [
      "a dependency behind another",
      milestone("- Depends on: **M2**, `M3`"),
      (plan) => plan.milestones[0]?.dependsOn?.ids[1],
      "M3",
    ],
    [
      "a dependency in a list",
      milestone("- Depends on:", "  - the first, M2", "  - M3"),
      (plan) => plan.milestones[0]?.dependsOn?.ids[1],
      "M3",
    ],
    [
      "a slot of an item",
      "## Risks\n- R1: R&amp;D \\*stops\\* — mitigation: wait",
      (plan) => plan.risks[0]?.slots.mitigation,
      "wait",
    ],
    [
      "a slot on the next line",
      "## Risks\n- R1: it stops\n  — mitigation: wait",
      (plan) => plan.risks[0]?.slots.mitigation,
      "wait",
    ],
    [
      "a slot of a table",
      "## Risks\n| Id | Risk | Mitigation |\n|--|--|--|\n| R1 | a \\| b | wait |",
      (plan) => plan.risks[0]?.slots.mitigation,
      "wait",
    ],
    [
      "what no cell says",
      "## Risks\n| Id | Risk | Mitigation |\n|--|--|--|\n| R1 | | wait |",
      (plan) => plan.risks[0]?.slots.mitigation,
      "wait",
    ],
    ["text behind a task's box", "## Scope\n- In:\n  - [x] later", (plan) => plan.scope.in[0], "later"],
  ])("of %s", (_, text, find, snippet) => {
    const [line, at] = linesOf(text).reduce<[number, number]>(
      ([found, column], source, nth) =>
        source.includes(snippet) ? [nth + 1, source.lastIndexOf(snippet) + 1] : [found, column],
      [0, 0],
    );
    expect(find(parsePlan(text))).toMatchObject({ line, column: at });
    // The same behind other line ends, and behind a byte order mark.
    for (const other of [text.replaceAll("\n", "\r\n"), text.replaceAll("\n", "\r"), `\uFEFF${text}`])
      expect(find(parsePlan(other))).toMatchObject({ line, column: at });
  });
});
