import { describe, expect, test } from "vitest";
import { parseAnswers, parseConfig } from "../../src/config/parse.ts";
import type { PackQuestion } from "../../src/interview/types.ts";
import { Failure } from "../../src/ui/failure.ts";

const file = "planning/config.yml";
const required = "project: acme\ndefault_branch: main\n";

/** The lines of the failure that reading gives, without the name of the file. */
function problems(read: () => unknown): string[] {
  try {
    read();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    expect(error).toMatchObject({ code: "config-invalid", exit: 2 });
    const lines = error.what.split("\n").map((line) => line.trim());
    const listed = lines.length === 1 ? lines : lines.slice(1);
    return listed.map((line) => line.replace(`${file}:`, ""));
  }
  return [];
}

const problemsOf = (text: string): string[] => problems(() => parseConfig(text, file));

describe("a config that is fine", () => {
  test("gets the defaults for what it leaves out", () => {
    expect(parseConfig(required, file)).toEqual({
      project: "acme",
      agents: ["claude"],
      default_branch: "main",
      commands: { test: "", lint: "", typecheck: "", build: "" },
      context: [],
      mode: "execution",
      max_iterations: 3,
      max_plan_lines: 300,
      max_questions: 6,
      sync: "none",
      commit_runs: true,
      hooks: false,
      strategy: { forge: "files", repo: "", url: "" },
      rules: {},
      vars: {},
    });
  });

  test.each([
    ["CRLF and a byte-order mark", `\ufeff${required.replaceAll("\n", "\r\n")}`, {}],
    ["JSON", '{"project": "acme", "default_branch": "main", "vars": {"a": 1}}', { vars: { a: 1 } }],
    ["JSON indented with tabs", '{\n\t"project": "acme",\n\t"default_branch": "main"\n}', {}],
    [
      "words of YAML 1.1 are text",
      "%YAML 1.1\n---\nproject: yes\ndefault_branch: 12:30:00\n",
      { project: "yes", default_branch: "12:30:00" },
    ],
    ["an anchor that nothing refers to", "project: &name acme\ndefault_branch: main\n", {}],
    ["a tag that says what it is anyway", "project: !!str 5\ndefault_branch: main\n", { project: "5" }],
    [
      "severities of rules; off is a word in YAML 1.2",
      `${required}rules:\n  milestone/no-rollback: off\n  plan/code-body: error\n`,
      { rules: { "milestone/no-rollback": "off", "plan/code-body": "error" } },
    ],
    [
      "a forge",
      `${required}strategy: {forge: forgejo, repo: acme/web.js, url: "https://git.example.org/code"}\n`,
      { strategy: { forge: "forgejo", repo: "acme/web.js", url: "https://git.example.org/code" } },
    ],
    ["documents that do not exist", `${required}context: [no/such/file.md]\n`, { context: ["no/such/file.md"] }],
    [
      "variables named like what objects have",
      `${required}vars: {constructor: a, valueof: b}\n`,
      { vars: { constructor: "a", valueof: "b" } },
    ],
  ])("%s", (_, text, expected) => {
    expect(parseConfig(text, file)).toMatchObject({ project: "acme", default_branch: "main", ...expected });
  });
});

describe("a config that is not YAML", () => {
  test.each([
    [
      "a colon in a value",
      "project: a: b\n",
      "1:10 not valid YAML: a value with a colon and a space in it needs quotes",
    ],
    ["an open quote", `project: "a\n`, "2:1 not valid YAML: missing closing quote"],
    [
      "an open list",
      "agents: [claude\n",
      "2:1 not valid YAML: flow sequence in block collection must be sufficiently indented and end with a ]",
    ],
    ["a tab", "commands:\n\ttest: a\n", "2:1 not valid YAML: tabs are not allowed as indentation"],
    ["a backtick", "project: `a`\n", "1:10 not valid YAML: plain value cannot start with reserved character `"],
    ["two documents", "project: a\n---\nproject: b\n", "2:1 a second document starts here, expected one"],
    ["a tag of a language", "project: !!js/function a\n", "1:10 tags such as `!name` are not supported"],
    ["binary", "project: !!binary aGk=\n", "1:10 tags such as `!name` are not supported"],
    ["a key that is a list", "? [a]\n: b\n", "1:3 a key must be a word, found a list or a mapping"],
    ["escapes for the terminal", 'project: "a" \u001b[31mb\n', "1:14 not valid YAML: unexpected scalar at node end"],
  ])("%s", (_, text, expected) => {
    expect(problemsOf(text)).toEqual([expected]);
  });

  test.each([
    ["lists", "[", "]"],
    ["flow mappings", "{a: ", "}"],
    ["block lists", "- ", ""],
  ])("%s in each other, very deep", (_, open, close) => {
    expect(problemsOf(open.repeat(5000) + close.repeat(5000))).toEqual([
      expect.stringMatching(/^1:\d+ the values are nested too deeply$/),
    ]);
  });

  test("10 MB", () => {
    expect(problemsOf(`${required}# ${"x".repeat(10_000_000)}`)).toEqual([
      "1:1 the file is too large, expected at most 256 KiB",
    ]);
  });

  test("thousands of wrong keys", () => {
    const keys = Array.from({ length: 8000 }, (_, at) => `k${at}: 1\n`).join("");
    expect(problemsOf(required + keys).at(-1)).toBe("and 7980 more");
    expect(problemsOf(keys + keys).at(-1)).toBe("and 7980 more");
  });

  test("aliases that would grow without end", () => {
    const levels = Array.from({ length: 30 }, (_, at) => `  l${at + 1}: &l${at + 1} [*l${at}, *l${at}]\n`).join("");
    const found = problemsOf(`vars:\n  l0: &l0 x\n${levels}`);
    expect(found[0]).toBe("3:12 aliases such as `*name` are not supported, write the value out");
    expect(found.at(-1)).toBe("and 40 more");
  });
});

describe("a config that says what cannot be", () => {
  const invalid: Record<string, [text: string, ...expected: string[]]> = {
    "nothing at all": [
      "",
      "1:1 `project` is missing (Name of the project, as the prompts say it)",
      "1:1 `default_branch` is missing (Branch that work starts from and returns to)",
    ],
    "only a comment": [
      "# hello\n",
      "1:1 `project` is missing (Name of the project, as the prompts say it)",
      "1:1 `default_branch` is missing (Branch that work starts from and returns to)",
    ],
    "a word": ["hello\n", "1:1 the config must be a mapping of keys to values, found the text `hello`"],
    "a list": ["- a\n- b\n", "1:1 the config must be a mapping of keys to values, found a list"],
    "a key twice": [`${required}mode: strategy\nproject: b\n`, "4:1 `project` is given twice, first in line 1"],
    "a key twice in a group": [
      `${required}commands: {test: a, lint: b, test: c}\n`,
      "3:30 `test` is given twice, first in line 3",
    ],
    "the prototype": [`${required}__proto__: {mode: strategy}\n`, "3:1 `__proto__` is not a key"],
    "the prototype of the variables": [`${required}vars:\n  __proto__: {a: 1}\n`, "4:3 `__proto__` is not a key"],
    "a key that is near": [
      `${required}max_iteration: 3\n`,
      "3:1 `max_iteration` is not a key, did you mean `max_iterations`",
    ],
    "a key in capitals": [`${required}Mode: strategy\n`, "3:1 `Mode` is not a key, did you mean `mode`"],
    "a command outside its group": [`${required}lint: a\n`, "3:1 `lint` is not a key, did you mean `commands.lint`"],
    "a command that is near": [
      `${required}commands:\n  tests: a\n`,
      "4:3 `commands.tests` is not a key, did you mean `commands.test`",
    ],
    "a rule that is near": [
      `${required}rules:\n  milestone/no-validatoin: off\n`,
      "4:3 `rules.milestone/no-validatoin` is not a key, did you mean `rules.milestone/no-validation`",
    ],
    "a rule without its area": [
      `${required}rules:\n  no-rollback: off\n`,
      "4:3 `rules.no-rollback` is not a key, did you mean `rules.milestone/no-rollback`",
    ],
    "a rule outside its group": [
      `${required}plan/too-long: off\n`,
      "3:1 `plan/too-long` is not a key, did you mean `rules.plan/too-long`",
    ],
    "an unknown severity": [
      `${required}rules:\n  plan/too-long: warn\n`,
      "4:18 `rules.plan/too-long` must be `off`, `warning` or `error`, found `warn`",
    ],
    "a boolean for a severity": [
      `${required}rules:\n  plan/too-long: false\n`,
      "4:18 `rules.plan/too-long` must be `off`, `warning` or `error`, found `false`",
    ],
    "a key that is near none": [`${required}colour: red\n`, "3:1 `colour` is not a key"],
    "a key of any length": [`${required}${"x".repeat(900)}: 1\n`, `3:1 \`${"x".repeat(59)}…\` is not a key`],
    "a key that acts on terminals": [`${required}"\\e[2J\\u202e": 1\n`, "3:1 `\\u001b[2J\\u202e` is not a key"],
    "a variable in capitals": [
      `${required}vars: {Team: a}\n`,
      "3:8 `vars.Team` is not a key, expected a-z, 0-9 and _, starting with a letter",
    ],
    "a number for text": [
      "project: 5\ndefault_branch: 1.0\n",
      "1:10 `project` must be text, found `5`, which is text only in quotes",
      "2:17 `default_branch` must be text, found `1`, which is text only in quotes",
    ],
    "nothing for text": [
      `${required}commands:\n  test:\n`,
      '4:3 `commands.test` must be text, found nothing (write `""` for none)',
    ],
    "nothing for a list": [
      `${required}context: null\n`,
      "3:10 `context` must be a list, found nothing (write `[]` for none)",
    ],
    "nothing for a folder": [`${required}templates:\n`, "3:1 `templates` must be text, found nothing"],
    "nothing for a group": [
      `${required}commands:\n`,
      "3:1 `commands` must be a mapping of keys to values, found nothing",
    ],
    "empty text": ["project: ''\ndefault_branch: main\n", "1:10 `project` must not be empty"],
    "text that is too long": [
      `${required}commands: {test: ${"x".repeat(2001)}}\n`,
      "3:18 `commands.test` must be at most 2000 characters, found 2001",
    ],
    "text with a NUL character": [
      `${required}commands: {test: "a\\0b"}\n`,
      "3:18 `commands.test` must be text without NUL characters, found `a\\u0000b`",
    ],
    "text for a list": [
      `${required}agents: claude\n`,
      "3:9 `agents` must be a list of `claude`, `codex`, `cursor`, `gemini`, `copilot` or `agents-md`, found the text `claude`",
    ],
    "an unknown agent": [
      `${required}agents:\n  - claude\n  - clyde\n`,
      "5:5 `agents[1]` must be `claude`, `codex`, `cursor`, `gemini`, `copilot` or `agents-md`, found `clyde`",
    ],
    "an agent twice": [`${required}agents: [claude, claude]\n`, "3:9 `agents` must name each thing once"],
    "too many documents": [
      `${required}context: [a, b, c, d, e, f, g, h, i]\n`,
      "3:10 `context` must have at most 8 entries, found 9",
    ],
    "a document that is a mapping": [
      `${required}context:\n  - a: b\n`,
      "4:5 `context[0]` must be text, found a mapping",
    ],
    "an unknown mode": [`${required}mode: plan\n`, "3:7 `mode` must be `execution` or `strategy`, found `plan`"],
    "a forge nobody knows": [
      `${required}strategy: {forge: gitlab}\n`,
      "3:19 `strategy.forge` must be `files`, `github` or `forgejo`, found `gitlab`",
    ],
    "a forge's repository that climbs": [
      `${required}strategy: {repo: ../web}\n`,
      "3:18 `strategy.repo` must be `owner/name`, found `../web`",
    ],
    "a password in an address": [
      `${required}strategy: {url: "https://a:b@c.example"}\n`,
      "3:17 `strategy.url` must be the forge's address, as a browser has it, found `https://a:b@c.example`",
    ],
    "a boolean for a word": [`${required}sync: false\n`, "3:7 `sync` must be `none` or `ff-only`, found `false`"],
    "too large a number": [
      `${required}max_iterations: 11 # more\n`,
      "3:17 `max_iterations` must be a whole number from 1 to 10, found `11`",
    ],
    "a fraction": [
      `${required}max_questions: 1.5\n`,
      "3:16 `max_questions` must be a whole number from 0 to 6, found `1.5`",
    ],
    infinity: [
      `${required}max_plan_lines: .inf\n`,
      "3:17 `max_plan_lines` must be a whole number from 50 to 1000, found `Infinity`",
    ],
    "a number in quotes": [
      `${required}max_iterations: "3"\n`,
      "3:17 `max_iterations` must be a whole number from 1 to 10, found the text `3`",
    ],
    "yes for true": [
      `${required}commit_runs: yes\n`,
      "3:14 `commit_runs` must be `true` or `false`, found the text `yes`",
    ],
    "a variable that is a list": [
      `${required}vars:\n  a: [1]\n`,
      "4:6 `vars.a` must be text, a number, `true` or `false`, found a list",
    ],
    "paths that leave the repository": [
      `${required}context: [/etc/passwd, ../x, a/../../x, "C:/x", "a\\\\b", "", ~/x, "a\\0"]\n`,
      "3:11 `context[0]` must be a path inside the repository (it is absolute), found `/etc/passwd`",
      "3:24 `context[1]` must be a path inside the repository (it contains `..`), found `../x`",
      "3:30 `context[2]` must be a path inside the repository (it contains `..`), found `a/../../x`",
      "3:41 `context[3]` must be a path inside the repository (it starts with a drive letter), found `C:/x`",
      "3:49 `context[4]` must be a path inside the repository (it contains `\\`, write `/`), found `a\\b`",
      "3:57 `context[5]` must be a path inside the repository (it is empty)",
      "3:61 `context[6]` must be a path inside the repository (it is absolute), found `~/x`",
      "3:66 `context[7]` must be a path inside the repository (it contains a NUL character), found `a\\u0000`",
    ],
    "several things, in the order of the text": [
      "mode: x\nsync: y\nproject: 1\n",
      "1:1 `default_branch` is missing (Branch that work starts from and returns to)",
      "1:7 `mode` must be `execution` or `strategy`, found `x`",
      "2:7 `sync` must be `none` or `ff-only`, found `y`",
      "3:10 `project` must be text, found `1`, which is text only in quotes",
    ],
  };
  test.each(Object.entries(invalid))("%s", (_, [text, ...expected]) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  test("more than twenty things are counted", () => {
    const found = problemsOf(required + Array.from({ length: 33 }, (_, at) => `zz${at}: 1\n`).join(""));
    expect(found).toHaveLength(21);
    expect(found.at(-1)).toBe("and 13 more");
  });

  test("one problem is one line, several stand below a heading", () => {
    expect(() => parseConfig(`${required}mode: x\n`, file)).toThrow(/^planning\/config\.yml:3:7 `mode` must be/);
    expect(() => parseConfig("mode: x\n", file)).toThrow(
      /^3 problems in `planning\/config\.yml`\n {2}planning\/config\.yml:1:1 /,
    );
  });
});

describe("answers of a pack's questions", () => {
  const questions: PackQuestion[] = [
    { key: "size", message: "Size", type: "select", choices: ["S", "M"], required: false },
    { key: "notify", message: "Notify", type: "confirm", required: false },
    { key: "team", message: "Team", type: "text", required: true },
  ];
  const wrong = `${required}vars:\n  size: L\n  notify: "yes"\n  team: ""\n  other: 1\n`;

  test("are checked where the questions are known", () => {
    expect(problems(() => parseConfig(wrong, file, questions))).toEqual([
      "4:9 `vars.size` must be `S` or `M`, found `L`",
      "5:11 `vars.notify` must be `true` or `false`, found the text `yes`",
      "6:9 `vars.team` must not be empty",
    ]);
  });

  test("are taken as they are where not", () => {
    expect(parseConfig(wrong, file).vars).toEqual({ size: "L", notify: "yes", team: "", other: 1 });
  });
});

describe("an answers file", () => {
  test("says only what it says, by dotted keys", () => {
    const yaml = "commands:\n  test: make\nvars: {a: 1}\nagents: []\n";
    const expected = { "commands.test": "make", "vars.a": 1, agents: [] };
    expect(parseAnswers(yaml, "answers.yml")).toEqual(expected);
    expect(parseAnswers('{"commands": {"test": "make"}, "vars": {"a": 1}, "agents": []}', "-")).toEqual(expected);
    expect(parseAnswers("", "-")).toEqual({});
    expect(parseAnswers("commands: {}\nvars: {}\n", "-")).toEqual({});
  });

  test("is checked like the config", () => {
    const found = problems(() => parseAnswers("commands: {tset: a}\nproject: ''\nmode: x\n", file));
    expect(found).toEqual([
      "1:12 `commands.tset` is not a key, did you mean `commands.test`",
      "2:10 `project` must not be empty",
      "3:7 `mode` must be `execution` or `strategy`, found `x`",
    ]);
  });
});
