import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePlan } from "../../../src/plan/parse/index.ts";
import { largestPlan } from "../../../src/plan/parse/markdown.ts";
import { readPlanText } from "../../../src/runs/plan-text.ts";
import { planPath } from "../../../src/runs/setup.ts";
import { Failure } from "../../../src/ui/failure.ts";
import { isSampled } from "../../helpers/sample.ts";
import { tempDir } from "../../helpers/temp.ts";
import { example } from "../lint/support.ts";
import { damaged, noise } from "../support/damage.ts";
import { linesOf, placesIn } from "./places.ts";

const anything = fc.oneof(damaged, noise);

describe("whatever the text", () => {
  test("it is read, twice the same, and every place lies in it", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const plan = parsePlan(text);
        const lengths = linesOf(text).map(({ length }) => length);
        const outside = placesIn(plan).filter(
          ({ place: { line, column } }) => column < 1 || column > (lengths[line - 1] ?? -1) + 1,
        );
        expect(outside).toEqual([]);
        expect(parsePlan(text)).toEqual(plan);
      }),
      { numRuns: isSampled ? 40 : 120, endOnFailure: true },
    );
  });

  test("its line ends and byte order mark do not matter", () => {
    fc.assert(
      fc.property(damaged, (text) => {
        const plain = text.replace(/\r\n?/g, "\n").replace(/^\uFEFF+/, "");
        const plan = parsePlan(plain);
        expect(parsePlan(plain.replaceAll("\n", "\r\n"))).toEqual(plan);
        expect(parsePlan(plain.replaceAll("\n", "\r"))).toEqual(plan);
        expect(parsePlan(`\uFEFF${plain}`)).toEqual(plan);
      }),
      { numRuns: isSampled ? 6 : 20, endOnFailure: true },
    );
  });

  test.each(["", "\n", "\uFEFF", "\r", " ", "#", "\0", "\uD800"])("%j has nothing", (text) => {
    expect(parsePlan(text)).toMatchObject({
      heading: text === "#" ? {} : undefined,
      milestones: [],
      goals: [],
      meta: {},
    });
  });
});

describe("what is no plan", () => {
  test.each<[string, string | Buffer, RegExp]>([
    ["a binary file", Buffer.from("7f454c460001", "hex"), /NUL/],
    ["NUL characters far behind", `${example}\0`, /NUL/],
    ["50 MB", Buffer.alloc(50 * 1024 * 1024, "x"), /52428800 bytes/],
    ["bytes that are no UTF-8", Buffer.from("2320fffe0a", "hex"), /UTF-8/],
  ])("%s is refused in words, before it is read as one", async (_, content, words) => {
    const root = await tempDir();
    await mkdir(join(root, "planning/_state"), { recursive: true });
    await writeFile(join(root, planPath), content);
    const failure = await readPlanText(root).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Failure);
    expect(JSON.stringify(failure)).toMatch(words);
  });
});

describe("in bounded time", () => {
  const many = (text: string, size = largestPlan): string => text.repeat(Math.ceil(size / text.length)).slice(0, size);
  const small = 40_000;

  // Each is what makes some reader of markdown look back over and over; a second's work for the largest is a few seconds here.
  test.each<[string, string]>([
    ["50 MB of prose", many(`${"word ".repeat(1000)}\n`, 50 * 1024 * 1024)],
    ["one line", many("word ")],
    ["open brackets", many("[", small)],
    ["open brackets on many lines", many("[[[[ a\n", small)],
    ["open images", many("![", small)],
    ["stars", many("*a **b ", small)],
    ["stars on many lines", many("*a **b\n", small)],
    ["backticks of every length", Array.from({ length: 400 }, (_, at) => "`".repeat(at + 1)).join(" ")],
    ["quotes in quotes", many("> ", small)],
    ["lists in lists", Array.from({ length: 500 }, (_, depth) => `${"  ".repeat(depth)}- x`).join("\n")],
    ["open tags", many("<a ", small)],
    ["open tags on many lines", many("<a\n", small)],
    ["open comments", many("<!-- ", small)],
    ["a table of many columns", `${many("|a", 4000)}|\n${many("|-", 4000)}|\n${many("|b", 4000)}|`],
    ["a table of many rows", `|a|b|\n|-|-|\n${many("|c|d|\n", small)}`],
    ["references without an end", many("&#", small)],
    ["definitions", many("[a]: /b\n", small)],
    ["headings", many("### M1: x\n", small)],
    ["escapes", many("\\*", small)],
    ["escapes on many lines", many("\\* a\\_b\n", small)],
    ["commands", `## Milestones\n### M1: x\n- Validation: ${many("`a` → 0; ", 9000)}`],
    ["commands on many lines", `## Milestones\n### M1: x\n- Validation: ${many("`a` → 0;\n", small)}`],
    ["manual steps on many lines", `## Milestones\n### M1: x\n- Validation: ${many("manual: a → `b`;\n", 30_000)}`],
    ["items with slots", `## Risks\n${many("- R1: a — mitigation: b — next action: c\n", small)}`],
    ["one item without an end", `## Risks\n- R1: a\n${many("  — mitigation: b\n", 30_000)}`],
  ])(
    "%s",
    (_, text) => {
      const start = process.cpuUsage();
      parsePlan(text);
      expect(process.cpuUsage(start).user / 1000).toBeLessThan(6000);
    },
    60_000,
  );
});
