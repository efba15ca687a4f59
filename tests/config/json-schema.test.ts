import { readFileSync, writeFileSync } from "node:fs";
import { Ajv } from "ajv";
import * as prettier from "prettier";
import { describe, expect, test } from "vitest";
import { configJsonSchema } from "../../src/config/json-schema.ts";
import { configSchema } from "../../src/config/schema.ts";
import { changes } from "../templates/support/formatters.ts";

const copies = ["schemas/config.schema.json", "templates/planning/.plan-init/config.schema.json"];
const text = await prettier.format(JSON.stringify(configJsonSchema()), { parser: "json", objectWrap: "preserve" });
const base = { project: "acme", default_branch: "main" };

describe("the published schema", () => {
  // `UPDATE=1 npx vitest run tests/config/json-schema.test.ts` writes the copies anew.
  test.each(copies)("%s is what the program checks", (path) => {
    const url = new URL(`../../${path}`, import.meta.url);
    if (process.env.UPDATE === "1") writeFileSync(url, text);
    expect(readFileSync(url, "utf8")).toBe(text);
  });

  test("stays as it is under formatters", async () => {
    expect(await changes(new Map([["config.schema.json", text]]))).toEqual([]);
  });

  test("describes every key", () => {
    const { properties, title } = configJsonSchema() as {
      properties: Record<string, { description?: string }>;
      title: string;
    };
    expect(title).not.toBe("");
    expect(Object.keys(properties)).toEqual(Object.keys(configSchema.shape));
    for (const [key, { description }] of Object.entries(properties)) expect(description, key).toMatch(/^\S.*\S$/);
  });
});

describe("an editor and the program agree about", () => {
  const validate = new Ajv().compile(configJsonSchema());
  const cases: Record<string, object> = {
    "the required keys alone": base,
    "an empty file": {},
    "an unknown key": { ...base, agent: [] },
    "an unknown command": { ...base, commands: { tests: "x" } },
    "every agent": { ...base, agents: ["claude", "codex", "cursor", "gemini", "copilot", "agents-md"] },
    "an unknown agent": { ...base, agents: ["clyde"] },
    "an agent twice": { ...base, agents: ["claude", "claude"] },
    "no agent": { ...base, agents: [] },
    "an empty project": { ...base, project: "" },
    "an empty command": { ...base, commands: { test: "" } },
    "a NUL character": { ...base, commands: { test: "a\0b" } },
    "text that is too long": { ...base, project: "x".repeat(2001) },
    "eight documents": { ...base, context: [..."abcdefgh"] },
    "nine documents": { ...base, context: [..."abcdefghi"] },
    "a fraction": { ...base, max_iterations: 1.5 },
    "too small a number": { ...base, max_iterations: 0 },
    "too large a number": { ...base, max_plan_lines: 1001 },
    "a number in quotes": { ...base, max_questions: "3" },
    "an empty value": { ...base, templates: null },
    "rules of each severity": {
      ...base,
      rules: { "plan/too-long": "off", "goals/none": "warning", "plan/code-body": "error" },
    },
    "an unknown rule": { ...base, rules: { "plan/long": "off" } },
    "an unknown severity": { ...base, rules: { "plan/too-long": "info" } },
    "false for a severity": { ...base, rules: { "plan/too-long": false } },
    "a variable of each kind": { ...base, vars: { a: "x", b: 1.5, c: false } },
    "a variable that is a list": { ...base, vars: { a: [] } },
    "a variable with a capital": { ...base, vars: { A: 1 } },
    ...Object.fromEntries(
      [
        "docs/a.md",
        "./a",
        ".",
        "..a/b..",
        "a b/ü",
        "",
        "/etc/passwd",
        "~/a",
        "..",
        "../a",
        "a/../b",
        "a/..",
        "C:/a",
        "c:a",
        "a\\b",
        "a\0b",
      ].map((path) => [`the path ${JSON.stringify(path)}`, { ...base, templates: path, context: [path] }]),
    ),
  };
  test.each(Object.entries(cases))("%s", (_, config) => {
    expect(validate(config)).toBe(configSchema.safeParse(config).success);
  });
});
