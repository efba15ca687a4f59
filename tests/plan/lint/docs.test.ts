import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ruleIds } from "../../../src/plan/lint/rule-ids.ts";
import { rules } from "../../../src/plan/lint/rules/index.ts";
import type { Rule } from "../../../src/plan/lint/types.ts";
import {
  baselineLabels,
  itemLabels,
  metaLabels,
  milestoneLabels,
  scopeLabels,
} from "../../../src/plan/parse/labels.ts";
import { sections } from "../../../src/plan/parse/sections.ts";

const page = new URL("../../../docs/plan-format.md", import.meta.url);

const anchor = (id: string): string => id.replace("/", "");
const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

const row = ({ id, severity, summary }: Rule): string => `| [\`${id}\`](#${anchor(id)}) | ${severity} | ${summary} |`;

const section = ({ id, severity, summary, why, good, bad }: Rule): string =>
  [
    `### \`${id}\``,
    `${capital(severity)}: ${summary}.`,
    why,
    ["```markdown", `good  ${good}`, `bad   ${bad}`, "```"].join("\n"),
  ].join("\n\n");

const renderedRules = [
  ["| rule | severity | complains of |", "| --- | --- | --- |", ...rules.map(row)].join("\n"),
  ...rules.map(section),
].join("\n\n");

const table = (head: string, rows: readonly string[][]): string =>
  [`| ${head} | also |`, "| --- | --- |", ...rows.map((cells) => `| ${cells.join(" | ")} |`)].join("\n");

/** The canonical word first, what is read as the same beside it. */
const wordRows = (words: readonly (readonly string[])[]): string[][] =>
  words.map(([first = "", ...others]) => [first, others.join(", ")]);

const renderedWords = [
  table("heading", wordRows(Object.values(sections).map(({ heading, synonyms }) => [heading, ...synonyms]))),
  "The slots of milestones, of items, and of the first three sections:",
  ...[milestoneLabels, itemLabels, metaLabels, baselineLabels, scopeLabels].map((labels) =>
    table("slot", wordRows(Object.values(labels))),
  ),
].join("\n\n");

/** The page with the text between two marks written anew. */
function withPart(text: string, name: string, part: string): string {
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const [before = "", rest = "", ...more] = text.split(begin);
  expect([name, more, rest.split(end).length]).toEqual([name, [], 2]);
  return `${before}${begin}\n\n${part}\n\n${end}${rest.split(end)[1]}`;
}

describe("the page about the plan's format", () => {
  // `UPDATE=1 npx vitest run tests/plan/lint/docs.test.ts` writes rules and words anew.
  test("describes rules as they describe themselves, and the words that the parser knows", () => {
    const text = readFileSync(page, "utf8");
    const expected = withPart(withPart(text, "rules", renderedRules), "words", renderedWords);
    if (process.env.UPDATE === "1") writeFileSync(page, expected);
    expect(readFileSync(page, "utf8")).toBe(expected);
  });
});

describe("the list of rules", () => {
  test("is the list of names that the config knows", () => {
    expect(rules.map(({ id }) => id)).toEqual(ruleIds);
  });

  test.each(rules)("$id describes itself in whole sentences", ({ summary, why, good, bad }) => {
    expect(summary).toMatch(/^(?:[a-z]|`).*[^.]$/);
    expect(why).toMatch(/^[A-Z].*[.?]$/);
    expect(good).not.toBe(bad);
  });

  test.each(rules)("$id never asks for less", ({ id, summary, why, good, bad }) => {
    expect([id, summary, why, good, bad].join(" ")).not.toMatch(/\bcut (?:it|the|this|your)\b/i);
  });
});
