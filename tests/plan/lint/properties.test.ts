import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rules } from "../../../src/plan/lint/rules/index.ts";
import type { Finding, LintFacts } from "../../../src/plan/lint/types.ts";
import { corpus } from "./corpus.ts";
import { example, exampleFacts, findingsIn } from "./support.ts";

const texts = [example, ...corpus.values()];
const pieces = [...new Set(texts.flatMap((text) => text.split(/\r?\n/)))];

/** Lines of real plans in any order, with what breaks parsers between them. */
const shuffled = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...pieces) },
      fc.constantFrom(
        "",
        "```",
        "~~~",
        "<!--",
        "-->",
        "---",
        "|---|",
        "- ",
        "* ",
        "\t",
        "    ",
        ">",
        "### M1: x",
        "- M1",
        "- Depends on: M1",
      ),
      fc.string({ unit: "binary", maxLength: 30 }),
    ),
    { maxLength: 60 },
  )
  .chain((lines) => fc.constantFrom("\n", "\r\n", "\r").map((end) => lines.join(end)));

/** A plan with a piece of it torn out, repeated or garbled. */
const torn = fc
  .tuple(fc.constantFrom(...texts), fc.nat(9999), fc.nat(400), fc.string({ maxLength: 8 }))
  .map(([text, at, length, word]) => {
    const from = at % (text.length + 1);
    return text.slice(0, from) + word + text.slice(from + length);
  });

const anything = fc.oneof(shuffled, torn, fc.string({ unit: "binary", maxLength: 300 }));

const everything: LintFacts = {
  ...exampleFacts,
  commitExists: false,
  drift: [{ commit: "abc", subject: "x", paths: ["src/a.ts"] }],
  existsAtBaseline: () => false,
  redCommands: ["npm test", "`", "("],
  usedIds: new Map([["M1", "x"]]),
};

const lineLengths = (text: string): number[] => text.split(/\r\n|\n|\r/).map(({ length }) => length);

function expectInside(finding: Finding, lengths: readonly number[]): void {
  expect(finding.line).toBeGreaterThanOrEqual(1);
  expect(finding.line).toBeLessThanOrEqual(lengths.length);
  expect(finding.column).toBeGreaterThanOrEqual(1);
  expect(finding.column).toBeLessThanOrEqual((lengths[finding.line - 1] ?? 0) + 1);
}

describe("whatever the text", () => {
  test("every finding has its place in it, a text, a reason and a mend", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const lengths = lineLengths(text);
        for (const finding of findingsIn(text, everything)) {
          expectInside(finding, lengths);
          expect(finding.text).not.toBe("");
          expect(finding.what).toMatch(/[^.\s]$/);
          expect(finding.fix).toMatch(/[^.\s]$/);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("findings come in the order of the text, and the same ones again", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const findings = findingsIn(text, everything);
        const places = findings.map(({ line, column }) => line * 1e6 + column);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        expect(findingsIn(text, everything)).toEqual(findings);
      }),
      { numRuns: 25 },
    );
  });

  test("levels change severities and take rules out, and nothing else", () => {
    fc.assert(
      fc.property(anything, fc.constantFrom(...rules), (text, { id }) => {
        const all = findingsIn(text, everything);
        expect(findingsIn(text, everything, { [id]: "off" })).toEqual(all.filter(({ rule }) => rule !== id));
        expect(findingsIn(text, everything, { [id]: "warning" })).toEqual(
          all.map((finding) => (finding.rule === id ? { ...finding, severity: "warning" } : finding)),
        );
      }),
      { numRuns: 25 },
    );
  });
});

describe("a huge text", () => {
  const lines = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, at) => line(at)).join("\n");
  test.each([
    ["milestones in a chain", lines(500, (at) => `### M${at}: Step\n\n- Status: todo\n- Depends on: M${at + 1}\n`)],
    ["a circle of hundreds", lines(500, (at) => `### M${at}: Step\n\n- Depends on: M${(at + 1) % 500}\n`)],
    ["one line without an end", `- Change: ${"TODO etc. <x ".repeat(20_000)}`],
    ["brackets and quotes", `- G1: ${"\"'([<".repeat(20_000)}`],
    ["the example eight times", example.repeat(8)],
  ])(
    "of %s is linted in time",
    (_, text) => {
      const start = process.cpuUsage();
      findingsIn(`## Milestones\n\n${text}`, everything);
      const { user } = process.cpuUsage(start);
      expect(user / 1000).toBeLessThan(8000);
    },
    60_000,
  );
});
