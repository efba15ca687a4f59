import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editConfig } from "../../../src/config/edit/index.ts";
import { configJsonSchema } from "../../../src/config/json-schema.ts";
import { parseConfig } from "../../../src/config/parse.ts";
import { renderConfig } from "../../../src/config/render.ts";
import { configSchema } from "../../../src/config/schema.ts";
import { parseSet } from "../../../src/config/set.ts";
import { resolveAgent } from "../../../src/loop/agents/resolve.ts";
import type { Agent } from "../../../src/loop/types.ts";
import { Failure } from "../../../src/ui/failure.ts";

const required = "project: tide\ndefault_branch: main\n";
const config = (loop: string) => parseConfig(`${required}loop: ${loop}\n`, "config.yml");

function problemsOf(loop: string): string[] {
  try {
    config(loop);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const lines = error.what.split("\n").map((line) => line.trim().replace("config.yml:3:", ""));
    return lines.length === 1 ? lines : lines.slice(1);
  }
  return [];
}

const critic = (settings: string): Agent => resolveAgent("critic", config(`{ critic: ${settings} }`));

describe("an agent of the config", () => {
  test.each<[string, string, Partial<Agent>]>([
    ["a name", "codex", { name: "codex", parse: "codex-jsonl", input: "stdin", timeout: 1_200_000, isConfined: true }],
    ["a model", "{ preset: claude, model: opus }", { name: "claude", isConfined: true }],
    ["a time", "{ timeout: 90s }", { name: "claude", timeout: 90_000, isConfined: true }],
    ["variables", "{ env: { A: b } }", { name: "claude", env: { A: "b" }, isConfined: false }],
    [
      "variables beside a preset's",
      "{ preset: opencode, env: { OPENCODE_PERMISSION: '{}' } }",
      { env: { OPENCODE_PERMISSION: "{}", OPENCODE_DISABLE_PROJECT_CONFIG: "1" }, isConfined: false },
    ],
    [
      "a command",
      "{ cmd: [my-critic, -q] }",
      { name: "custom", cmd: ["my-critic", "-q"], parse: "text", input: "stdin", env: {}, isConfined: false },
    ],
    ["a command that wraps a client", "{ preset: claude, cmd: [wrap] }", { name: "custom", parse: "claude-json" }],
    ["a command with its own output", "{ preset: claude, cmd: [wrap], parse: text }", { parse: "text" }],
    [
      "a command with places",
      "{ cmd: [x, '--schema={schema-file}', '{prompt-file}'] }",
      { input: "file", capabilities: { schema: "file", cost: true } },
    ],
    [
      "both ways of a prompt",
      "{ cmd: [x, '{prompt-file}'], input: stdin }",
      { input: "stdin", capabilities: { schema: "none", cost: true } },
    ],
    ["what it can do", "{ capabilities: { cost: false } }", { capabilities: { schema: "flag", cost: false } }],
  ])("comes of %s", (_, settings, expected) => {
    expect(critic(settings)).toMatchObject({ role: "critic", ...expected });
  });

  test.each([
    [["claude"], "claude"],
    [["cursor", "codex", "claude"], "claude"],
    [["cursor", "codex"], "codex"],
    [["copilot"], "claude"],
    [[], "claude"],
  ] as const)("is by default one of %j that can be called", (agents, name) => {
    expect(resolveAgent("planner", { agents: [...agents], loop: undefined }).name).toBe(name);
  });

  test("is told no schema where it is not to be", () => {
    const without = critic("{ preset: codex, capabilities: { schema: none } }");
    expect(without.cmd).not.toContain("--output-schema");
    expect(critic("codex").cmd).toContain("--output-schema");
  });
});

describe("a config that no agent can come of", () => {
  test.each<[string, string, ...string[]]>([
    ["a name for both", "claude", "7 `loop` must be a mapping of keys to values, found the text `claude`"],
    [
      "an unknown name",
      "{ critic: clyde }",
      "17 `loop.critic` must be `claude`, `codex`, `gemini` or `opencode`, a mapping of keys to values, found the text `clyde`",
    ],
    ["another part", "{ critik: codex }", "9 `loop.critik` is not a key, did you mean `loop.critic`"],
    [
      "keys and values within, each with its place",
      "{ critic: { modle: x, model: -x } }",
      "19 `loop.critic.modle` is not a key, did you mean `loop.critic.model`",
      "36 `loop.critic.model` must be a model as the client names it, found `-x`",
    ],
    [
      "a model beside a command",
      "{ critic: { model: opus, cmd: [x] } }",
      "26 `loop.critic.model` must be left out beside `cmd`, whose arguments name the model, found `opus`",
    ],
    [
      "an output without a command",
      "{ critic: { parse: text } }",
      "26 `loop.critic.parse` must be left out where there is no `cmd`, found `text`",
    ],
    [
      "an unknown output",
      "{ critic: { cmd: [x], parse: xml } }",
      "36 `loop.critic.parse` must be `text`, `claude-json`, `codex-jsonl`, `gemini-json` or `opencode-jsonl`, found the text `xml`",
    ],
    [
      "a file that nothing reads",
      "{ critic: { cmd: [x], input: file } }",
      "36 `loop.critic.input` must be `stdin` where no `cmd` names `{prompt-file}`, found `file`",
    ],
    [
      "a schema that has no place",
      "{ critic: { preset: claude, capabilities: { schema: file } } }",
      "59 `loop.critic.capabilities.schema` must be `none`, or have its place in `cmd`: `{schema}` for `flag`, `{schema-file}` for `file`, found `file`",
    ],
    [
      "a time that is none, a variable that is none",
      "{ critic: { timeout: soon, env: { A-B: c } } }",
      "28 `loop.critic.timeout` must be a time such as `20m` or `90s`, found `soon`",
      "41 `loop.critic.env.A-B` is not a key",
    ],
    ["a command line", "{ critic: { cmd: npx x } }", "24 `loop.critic.cmd` must be a list, found the text `npx x`"],
    ["no program", "{ critic: { cmd: ['', x] } }", "24 `loop.critic.cmd` must begin with a program"],
    [
      "a NUL character",
      '{ critic: { cmd: [x, "a\\0b"] } }',
      "28 `loop.critic.cmd[1]` must be text without NUL characters, found `a\\u0000b`",
    ],
  ])("has %s", (_, loop, ...expected) => {
    expect(problemsOf(loop)).toEqual(expected);
  });

  test("is none for an editor either", () => {
    const validate = new Ajv().compile(configJsonSchema());
    const cases: [object, boolean][] = [
      [{ critic: "codex" }, true],
      [{ critic: "clyde" }, false],
      [{ critic: { cmd: ["x"], parse: "text" } }, true],
      [{ critic: { cmd: [] } }, false],
      [{ critic: { parse: "text" } }, false],
      [{ critic: { model: "opus", cmd: ["x"] } }, false],
      [{ critic: { model: "--yolo" } }, false],
      [{ planner: { env: { "A-B": "c" } } }, false],
      [{ judge: "codex" }, false],
    ];
    for (const [loop, isFine] of cases) {
      const whole = { project: "tide", default_branch: "main", loop };
      expect([loop, validate(whole), configSchema.safeParse(whole).success]).toEqual([loop, isFine, isFine]);
    }
  });
});

describe("agents are kept", () => {
  const settings = fc.oneof(
    fc.constantFrom("claude", "codex", "gemini", "opencode"),
    fc.record(
      {
        cmd: fc.array(
          fc.string({ minLength: 1 }).filter((text) => !text.includes("\0")),
          { minLength: 1, maxLength: 4 },
        ),
        timeout: fc.constantFrom("20m", "90s"),
        env: fc.dictionary(
          fc.stringMatching(/^[A-Z_]{1,8}$/),
          fc.string().filter((text) => !text.includes("\0")),
        ),
        capabilities: fc.record({ cost: fc.boolean() }),
      },
      { requiredKeys: [] },
    ),
  );

  test("by a config that is written anew, whatever they are", () => {
    fc.assert(
      fc.property(fc.record({ planner: settings, critic: settings }, { requiredKeys: [] }), (loop) => {
        const given = configSchema.parse({ project: "tide", default_branch: "main", loop });
        expect(parseConfig(renderConfig(given), "config.yml")).toEqual(given);
      }),
      { numRuns: 200 },
    );
  });

  test("where one is changed by `--set`, below the comment that keeps the place", () => {
    const text = renderConfig(parseConfig(required, "config.yml"));
    const once = editConfig(text, parseSet(["loop.critic=codex"]));
    expect(once).toContain("# loop: { planner: claude, critic: codex }\nloop:\n  critic: codex\n\n# Rules");
    const twice = editConfig(once, parseSet(["loop.planner=gemini", "loop.critic=claude"]));
    expect(parseConfig(twice, "config.yml").loop).toEqual({ planner: "gemini", critic: "claude" });
    const full = `${required}loop:\n  # judges\n  critic:\n    cmd: [x]\n    env:\n      A: b\n  planner: codex\n`;
    expect(editConfig(full, parseSet(["loop.critic=codex"]))).toBe(
      `${required}loop:\n  # judges\n  critic: codex\n  planner: codex\n`,
    );
  });
});
