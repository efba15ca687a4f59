import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { treeRules } from "../../../src/strategy/tree/lint/index.ts";
import type { TreeRule } from "../../../src/strategy/tree/lint/types.ts";

const page = new URL("../../../docs/strategy.md", import.meta.url);
const begin = "<!-- tree rules: begin -->";
const end = "<!-- tree rules: end -->";

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
const row = ({ id, severity, summary }: TreeRule): string => `| [\`${id}\`](#${id}) | ${severity} | ${summary} |`;
const section = ({ id, severity, summary, why, good, bad }: TreeRule): string =>
  [
    `#### \`${id}\``,
    `${capital(severity)}: ${summary}.`,
    why,
    ["```markdown", `good  ${good}`, `bad   ${bad}`, "```"].join("\n"),
  ].join("\n\n");

const rendered = [
  ["| rule | severity | complains of |", "| --- | --- | --- |", ...treeRules.map(row)].join("\n"),
  ...treeRules.map(section),
].join("\n\n");

describe("the page about strategy", () => {
  // `UPDATE=1 npx vitest run tests/strategy/tree/docs.test.ts` writes the rules anew.
  test("describes the tree's rules as they describe themselves", () => {
    const text = readFileSync(page, "utf8");
    const [before = "", rest = ""] = text.split(begin);
    const expected = `${before}${begin}\n\n${rendered}\n\n${end}${rest.split(end)[1] ?? ""}`;
    if (process.env.UPDATE === "1") writeFileSync(page, expected);
    expect(text.split(begin)).toHaveLength(2);
    expect(readFileSync(page, "utf8")).toBe(expected);
  });

  test.each(treeRules)("$id describes itself in whole sentences", ({ summary, why, good, bad }) => {
    expect(summary).toMatch(/^(?:[a-z]|`).*[^.]$/);
    expect(why).toMatch(/^[A-Z].*[.?]$/);
    expect(good).not.toBe(bad);
  });
});
