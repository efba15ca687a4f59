import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { flatten, type Layers, nest, resolveConfig } from "../../src/config/answers.ts";
import { configSchema } from "../../src/config/schema.ts";
import { someAnswers } from "./messy.ts";

const none = { defaults: {}, file: {}, answers: {}, set: {} };
const required = { project: "acme", default_branch: "main" };

describe("what was said in several places", () => {
  test.each<[name: string, layers: Partial<Layers>, expected: string]>([
    ["--set", { set: { mode: "strategy" } }, "strategy"],
    ["--set over --answers", { set: { mode: "strategy" }, answers: { mode: "execution" } }, "strategy"],
    ["--answers over config.yml", { answers: { mode: "strategy" }, file: { mode: "execution" } }, "strategy"],
    ["config.yml over detection", { file: { mode: "strategy" }, defaults: { mode: "execution" } }, "strategy"],
    ["detection over the schema", { defaults: { mode: "strategy" } }, "strategy"],
    ["the schema", {}, "execution"],
  ])("%s", (_, layers, expected) => {
    expect(
      resolveConfig({ ...none, file: required, ...layers, defaults: { ...required, ...layers.defaults } }).mode,
    ).toBe(expected);
  });

  test("groups are brought together key by key, lists are taken whole", () => {
    const config = resolveConfig({
      defaults: { ...required, "commands.test": "detected", "commands.build": "detected", context: ["a", "b"] },
      file: { "commands.test": "", "vars.a": 1 },
      answers: { "commands.lint": "said", context: ["c"] },
      set: { "vars.b": true },
    });
    expect(config.commands).toEqual({ test: "", lint: "said", typecheck: "", build: "detected" });
    expect(config.context).toEqual(["c"]);
    expect(config.vars).toEqual({ a: 1, b: true });
  });

  test("--set can clear what is optional", () => {
    expect(
      resolveConfig({ ...none, file: { ...required, templates: "t" }, set: { templates: undefined } }),
    ).not.toHaveProperty("templates");
  });

  test("what nobody said is one failure with every flag", () => {
    expect(() => resolveConfig(none)).toThrow(
      expect.objectContaining({
        code: "answers-missing",
        exit: 2,
        fix: "give them: `--set project=…` `--set default_branch=…`",
      }),
    );
  });

  test("what a repository shows but no config may say is left out", () => {
    const defaults = { ...required, project: "", context: ["docs\\a.md"], "commands.test": "x".repeat(2001) };
    expect(resolveConfig({ ...none, defaults, file: { project: "acme" } })).toEqual(configSchema.parse(required));
    expect(() => resolveConfig({ ...none, defaults })).toThrow("no answer for `project`");
  });

  test("layers are left as they were", () => {
    const file = Object.freeze({ ...required, agents: Object.freeze(["codex"]) });
    expect(resolveConfig({ ...none, file }).agents).toEqual(["codex"]);
  });
});

test("flattening and nesting are opposites", () => {
  fc.assert(
    fc.property(someAnswers, (answers) => {
      expect(flatten(nest(answers))).toEqual(answers);
    }),
  );
});
