import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answerSchemaText } from "../../../src/loop/agents/answer-schema.ts";
import { compose } from "../../../src/loop/agents/compose.ts";
import { presetNames } from "../../../src/loop/agents/presets.ts";
import { resolveAgent } from "../../../src/loop/agents/resolve.ts";
import { isWithinLoop } from "../../../src/loop/guard.ts";
import type { Role } from "../../../src/loop/types.ts";
import { answerJsonSchema, formNames } from "../../../src/review/answers/json-schema.ts";
import { anAgent, question } from "./a-call.ts";

const places = { prompt: "/kept/prompt.md", schema: "/kept/schema.json", answer: "/kept/answer" };

describe("a call is composed", () => {
  test("of a command without places: everything is in the prompt", () => {
    expect(compose(anAgent({ cmd: ["x", "-"] }), question, places)).toEqual({
      argv: ["x", "-"],
      stdin: "You judge.\n\nJudge this plan.\n",
      files: new Map(),
    });
  });

  test("of a command with places, within arguments too", () => {
    const cmd = ["x", "{system}", "--schema={schema-file}", "{prompt-file}:{answer-file}", "{other} {}"];
    const { argv, stdin, files } = compose(anAgent({ cmd, input: "file" }), question, places);
    expect(argv).toEqual([
      "x",
      "You judge.",
      "--schema=/kept/schema.json",
      "/kept/prompt.md:/kept/answer",
      "{other} {}",
    ]);
    expect(stdin).toBe("");
    expect([...files]).toEqual([
      ["/kept/prompt.md", "Judge this plan.\n"],
      ["/kept/schema.json", answerSchemaText("critic-answer")],
    ]);
  });

  test("so that what is filled in is taken to the letter", () => {
    const asked = { ...question, system: "Speak of {schema} and $& and {prompt-file}" };
    expect(compose(anAgent({ cmd: ["x", "{system}"] }), asked, places).argv[1]).toBe(asked.system);
  });

  test("without NUL characters, which no argument can hold", () => {
    expect(compose(anAgent({ cmd: ["x", "{system}"] }), { ...question, system: "a\0b" }, places).argv[1]).toBe("ab");
  });

  test.each([
    ["x".repeat(20_000), true],
    ["x".repeat(20_001), false],
    ["ü".repeat(10_001), false],
  ])("with a system prompt where it fits", (system, isApart) => {
    const { argv, stdin } = compose(anAgent({ cmd: ["x", "{system}"] }), { ...question, system }, places);
    expect(argv[1] === system).toBe(isApart);
    expect(stdin.startsWith(system)).toBe(!isApart);
    expect(stdin.endsWith(question.prompt)).toBe(true);
  });

  test("so that nothing of a question is lost and no argument is too long, whatever it says", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.nat(30_000).map((length) => "ü".repeat(length)),
    );
    fc.assert(
      fc.property(
        text,
        text,
        fc.constantFrom<Role>("planner", "critic"),
        fc.constantFrom(...presetNames),
        (...given) => {
          const [system, prompt, role, name] = given;
          const agent = resolveAgent(role, { agents: [], loop: { [role]: name } });
          const { argv, stdin } = compose(agent, { system, prompt, form: "planner-answer" }, places);
          expect(argv).toHaveLength(agent.cmd.length);
          for (const argument of argv) expect(Buffer.byteLength(argument)).toBeLessThanOrEqual(20_000);
          expect(stdin.endsWith(prompt)).toBe(true);
          const whole = system.replaceAll("\0", "").trimEnd();
          expect(argv.some((argument) => argument.trimEnd() === whole) || stdin.startsWith(whole)).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe("the schema that a client is given", () => {
  test.each(formNames)("is the published one of the %s", (form) => {
    const { $schema: _, ...schema } = answerJsonSchema(form) as Record<string, unknown>;
    expect(JSON.parse(answerSchemaText(form))).toEqual(schema);
  });

  test.each(formNames)("is as strict output wants it in the %s: all keys required, no others", (form) => {
    const objects: { properties: object; required: string[]; additionalProperties: boolean }[] = [];
    JSON.parse(answerSchemaText(form), (_, value) => {
      if (value?.type === "object") objects.push(value);
      return value;
    });
    expect(objects.length).toBeGreaterThan(1);
    for (const { properties, required, additionalProperties } of objects) {
      expect([required, additionalProperties]).toEqual([Object.keys(properties), false]);
    }
  });
});

describe("a preset", () => {
  const bypass = /skip|yolo|danger|bypass|full-access|workspace-write|auto|trust|accept|--force|allow-all/i;

  test.each(presetNames)("of %s bypasses nothing and writes nothing", (name) => {
    for (const role of ["planner", "critic"] as const) {
      const { cmd, isConfined } = resolveAgent(role, { agents: [], loop: { [role]: name } });
      const flags = cmd.filter((argument) => argument !== "--skip-git-repo-check");
      expect(flags.filter((argument) => bypass.test(argument))).toEqual([]);
      expect(isConfined).toBe(true);
    }
  });

  test.each(presetNames)("of %s names the model in an argument of its own", (name) => {
    const { cmd } = resolveAgent("critic", { agents: [], loop: { critic: { preset: name, model: "a/b-1.5[1m]" } } });
    expect(cmd[cmd.indexOf("--model") + 1]).toBe("a/b-1.5[1m]");
  });
});

test("a loop is not started within one", () => {
  expect([{}, { PLAN_INIT_LOOP: "" }, { PLAN_INIT_LOOP: "1" }].map(isWithinLoop)).toEqual([false, false, true]);
});
