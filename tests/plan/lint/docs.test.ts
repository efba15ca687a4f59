import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ruleIds } from "../../../src/plan/lint/rule-ids.ts";
import { rules } from "../../../src/plan/lint/rules/index.ts";
import type { Rule } from "../../../src/plan/lint/types.ts";

const page = new URL("../../../docs/plan-format.md", import.meta.url);
const begin = "<!-- rules: begin -->";
const end = "<!-- rules: end -->";

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

const rendered = [
  ["| rule | severity | complains of |", "| --- | --- | --- |", ...rules.map(row)].join("\n"),
  ...rules.map(section),
].join("\n\n");

describe("the page about the plan's format", () => {
  // `UPDATE=1 npx vitest run tests/plan/lint/docs.test.ts` writes the rules anew.
  test("describes the rules as they describe themselves", () => {
    const text = readFileSync(page, "utf8");
    const [before = "", rest = ""] = text.split(begin);
    const after = rest.split(end)[1] ?? "";
    const expected = `${before}${begin}\n\n${rendered}\n\n${end}${after}`;
    if (process.env.UPDATE === "1") writeFileSync(page, expected);
    expect(text.split(begin)).toHaveLength(2);
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
