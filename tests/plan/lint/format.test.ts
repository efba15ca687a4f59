import { describe, expect, test } from "vitest";
import { findingClause, findingDocument, githubLines } from "../../../src/plan/lint/format.ts";
import type { Finding } from "../../../src/plan/lint/types.ts";
import { countWords, textLines } from "../../../src/ui/findings.ts";
import { paintFor } from "../../../src/ui/paint.ts";

const finding = (over: Partial<Finding> = {}): Finding => ({
  rule: "milestone/no-validation",
  severity: "error",
  line: 84,
  column: 1,
  text: "M2: Switch it on",
  id: "M2",
  what: "M2 has no validation, so nobody can tell when it is done",
  fix: "write `Validation:` with an exact command and its outcome, or `manual: <steps> → <observation>`",
  ...over,
});
const warning = finding({ rule: "plan/code-body", severity: "warning", line: 9, column: 3, id: undefined });

const plain = { paint: paintFor({}, {}), width: 100 };

describe("as text", () => {
  test("findings stand below their rule, with what mends them once", () => {
    expect(
      textLines([warning, finding({ line: 8 }), finding()], "planning/_state/CANONICAL_PLAN.md", plain).join("\n"),
    ).toMatchInlineSnapshot(`
      "planning/_state/CANONICAL_PLAN.md
      warning  plan/code-body
         9:3  M2 has no validation, so nobody can tell when it is done
              fix: write \`Validation:\` with an exact command and its outcome, or
                   \`manual: <steps> → <observation>\`
      error  milestone/no-validation
         8:1  M2 has no validation, so nobody can tell when it is done
        84:1  M2 has no validation, so nobody can tell when it is done
              fix: write \`Validation:\` with an exact command and its outcome, or
                   \`manual: <steps> → <observation>\`"
    `);
  });

  test.each([40, 60, 80, 120])("lines stay within %i columns, but for what is there to copy", (width) => {
    const words = finding({ what: "word ".repeat(40).trim(), fix: "do `one long thing that stays whole` at once" });
    for (const line of textLines([words], "plan.md", { ...plain, width })) {
      if (!line.includes("`")) expect(line.length).toBeLessThanOrEqual(width);
    }
  });

  test("no findings are no lines", () => {
    expect(textLines([], "plan.md", plain)).toEqual([]);
  });
});

describe("as annotations", () => {
  test("place and rule are properties, what and fix the message", () => {
    expect(githubLines([finding({ fix: "write it" })], "planning/plan.md")).toEqual([
      "::error file=planning/plan.md,line=84,col=1,title=milestone/no-validation::M2 has no validation, so nobody can tell when it is done%0Awrite it",
    ]);
  });

  test("a warning is one", () => {
    expect(githubLines([warning], "p.md")[0]).toMatch(/^::warning file=p\.md,line=9,col=3,/);
  });

  test.each([
    ["a percent sign", "100 % a%0A", "100 %25 a%250A"],
    ["line breaks", "a\r\nb", "a%0D%0Ab"],
    ["what separates properties", "a: b, c::d", "a: b, c::d"],
  ])("%s in a message", (_, what, escaped) => {
    expect(githubLines([finding({ what, fix: "x" })], "p.md")[0]).toMatch(
      new RegExp(`::${escaped.replace(/[.*]/g, "\\$&")}%0Ax$`),
    );
  });

  test("everything that could end a property is escaped in a path", () => {
    expect(githubLines([finding()], "a,b:c%d\r\n.md")[0]).toMatch(/^::error file=a%2Cb%3Ac%25d%0D%0A\.md,line=84,/);
  });

  test("one finding is one line, whatever the plan says", () => {
    for (const line of githubLines([finding({ what: "a\n::error::b\r::c" })], "p\n.md"))
      expect(line).not.toMatch(/[\r\n]/);
  });
});

describe("as JSON", () => {
  test("has every field, and null for no id", () => {
    expect(findingDocument(warning)).toEqual({ ...warning, id: null });
  });

  test("quotes the plan on one line, without what acts on terminals, and briefly", () => {
    const { text } = findingDocument(finding({ text: `\u001b[2J\n${"x".repeat(500)}` }));
    expect(text).toMatch(/^\\u001b\[2J\\nx+…$/);
    expect(text.length).toBeLessThan(220);
  });
});

describe("in a clause", () => {
  test.each<[string, Finding[], string]>([
    ["nothing", [], "no findings"],
    ["one", [finding()], "1 error: milestone/no-validation M2 (line 84)"],
    ["an error after a warning", [warning, finding()], "1 error, 1 warning: milestone/no-validation M2 (line 84)"],
    ["only warnings", [warning, warning], "2 warnings: plan/code-body (line 9)"],
  ])("%s", (_, findings, words) => {
    expect(findingClause(findings)).toBe(words);
  });

  test("counts", () => {
    expect(countWords([finding(), finding(), warning])).toBe("2 errors, 1 warning");
  });
});
