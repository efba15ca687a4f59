import { describe, expect, test } from "vitest";
import { parseSet } from "../../src/config/set.ts";
import type { PackQuestion } from "../../src/interview/types.ts";

const questions: PackQuestion[] = [
  { key: "team", message: "Team", type: "text", required: true },
  { key: "notify", message: "Notify", type: "confirm", required: false },
  { key: "size", message: "Size", type: "select", choices: ["S", "M"], required: false },
];

describe("--set takes", () => {
  test.each<[name: string, pair: string, key: string, value: unknown]>([
    ["text as it is", "commands.test=npm test -- --run", "commands.test", "npm test -- --run"],
    ["text with =", "commands.test=A=1 make B=2", "commands.test", "A=1 make B=2"],
    ["text with spaces around", "project= a ", "project", " a "],
    ["text over two lines", "project=a\nb", "project", "a\nb"],
    ["text that reads like YAML", "project={a: [1]} # b", "project", "{a: [1]} # b"],
    ["text that reads like a number", "default_branch=1.0", "default_branch", "1.0"],
    ["text that reads like a boolean", "default_branch=yes", "default_branch", "yes"],
    ["empty text", "commands.lint=", "commands.lint", ""],
    ["a word", "mode=strategy", "mode", "strategy"],
    ["a number", "max_iterations=10", "max_iterations", 10],
    ["a number with a sign", "max_iterations=+5", "max_iterations", 5],
    ["true", "commit_runs=true", "commit_runs", true],
    ["no", "commit_runs=No", "commit_runs", false],
    ["a list by commas", "agents=claude, codex", "agents", ["claude", "codex"]],
    ["one of a list", "context=docs/a b.md", "context", ["docs/a b.md"]],
    ["a list with a comma at the end", "context=a,b,", "context", ["a", "b"]],
    ["a list in brackets", "context=[a, \"b, c\", '[d]']", "context", ["a", "b, c", "[d]"]],
    ["an empty list", "agents=", "agents", []],
    ["an empty list in brackets", "agents=[]", "agents", []],
    ["the severity of a rule", "rules.plan/too-long=off", "rules.plan/too-long", "off"],
    ["a folder", "templates=./team", "templates", "./team"],
    ["nothing for what is optional", "templates=", "templates", undefined],
    ["text for a pack's question", "vars.team=5", "vars.team", "5"],
    ["yes for a pack's question", "vars.notify=yes", "vars.notify", true],
    ["a pack's choice", "vars.size=M", "vars.size", "M"],
  ])("%s", (_, pair, key, value) => {
    expect(parseSet([pair], questions)).toStrictEqual({ [key]: value });
  });

  test("the last of several for one key", () => {
    expect(parseSet(["mode=strategy", "sync=none", "mode=execution"])).toEqual({ mode: "execution", sync: "none" });
  });

  test("any variable while the pack is not known, as what it reads like", () => {
    const pairs = [
      "vars.a=x",
      "vars.b=8080",
      "vars.c=true",
      "vars.d=007",
      "vars.e=",
      "vars.f=1e3",
      "vars.g=-0.5",
      "vars.h=Infinity",
    ];
    expect(parseSet(pairs)).toEqual({
      "vars.a": "x",
      "vars.b": 8080,
      "vars.c": true,
      "vars.d": "007",
      "vars.e": "",
      "vars.f": "1e3",
      "vars.g": -0.5,
      "vars.h": "Infinity",
    });
  });
});

describe("--set refuses", () => {
  const agents = "`claude`, `codex`, `cursor`, `gemini`, `copilot` or `agents-md`";
  const commands = "`commands.test`, `commands.lint`, `commands.typecheck`, `commands.build`";
  test.each([
    ["no value", "mode", "`--set mode` has no value, expected `key=value`"],
    ["a key that is near", "max_iteration=3", "`--set max_iteration` is not a key, did you mean `max_iterations`"],
    ["a key in capitals", "Mode=strategy", "`--set Mode` is not a key, did you mean `mode`"],
    ["a command outside its group", "test=make", "`--set test` is not a key, did you mean `commands.test`"],
    [
      "a command that is near",
      "commands.tests=make",
      "`--set commands.tests` is not a key, did you mean `commands.test`",
    ],
    [
      "a key of what objects have",
      "constructor=1",
      expect.stringMatching(/^`--set constructor` is not a key, the keys are project, agents, /),
    ],
    ["the prototype", "__proto__.x=1", expect.stringMatching(/^`--set __proto__\.x` is not a key/)],
    ["no key", "=1", expect.stringMatching(/^`--set ` is not a key/)],
    ["an entry of a list", "context[0]=a", "`--set context[0]` is not a key, did you mean `context`"],
    ["a key below a key", "mode.x=1", "`--set mode.x` is not a key, did you mean `mode`"],
    ["a group", "commands=make", `\`--set commands\` sets a whole group, set ${commands} one by one`],
    ["a variable that no question asks", "vars.teem=a", "`--set vars.teem` is not a key, did you mean `vars.team`"],
    [
      "all variables",
      "vars=a",
      "`--set vars` sets a whole group, set `vars.team`, `vars.notify`, `vars.size` one by one",
    ],
    [
      "a rule that is near",
      "rules.plan/to-long=off",
      "`--set rules.plan/to-long` is not a key, did you mean `rules.plan/too-long`",
    ],
    [
      "a severity that is none",
      "rules.plan/too-long=info",
      "`--set rules.plan/too-long` must be `off`, `warning` or `error`, found `info`",
    ],
    ["all rules", "rules=off", "`--set rules` sets a whole group, set `rules.<rule>` one by one"],
    ["a word that is none", "mode=plan", "`--set mode` must be `execution` or `strategy`, found `plan`"],
    [
      "text for a number",
      "max_iterations=three",
      "`--set max_iterations` must be a whole number from 1 to 10, found `three`",
    ],
    ["a fraction", "max_iterations=1.5", "`--set max_iterations` must be a whole number from 1 to 10, found `1.5`"],
    ["hexadecimal", "max_iterations=0x3", "`--set max_iterations` must be a whole number from 1 to 10, found `0x3`"],
    ["nothing for a number", "max_iterations=", "`--set max_iterations` must be a whole number from 1 to 10, found ``"],
    [
      "too large a number",
      "max_iterations=11",
      "`--set max_iterations` must be a whole number from 1 to 10, found `11`",
    ],
    ["text for a boolean", "commit_runs=maybe", "`--set commit_runs` must be `true` or `false`, found `maybe`"],
    ["nothing where there must be text", "project=", "`--set project` must not be empty"],
    ["an unknown agent", "agents=claude,clyde", `\`--set agents\` must be ${agents}, found \`clyde\``],
    ["an agent twice", "agents=claude,claude", "`--set agents` must name each thing once"],
    ["a broken list", "context=[a", "`--set context` must be a list, found `[a`"],
    ["a list of lists", "context=[[a]]", "`--set context` must be text, found a list"],
    [
      "a path that leaves",
      "templates=../x",
      "`--set templates` must be a path inside the repository (it contains `..`), found `../x`",
    ],
    ["what a pack does not offer", "vars.size=L", "`--set vars.size` must be `S` or `M`, found `L`"],
    ["nothing for a required question", "vars.team=", "`--set vars.team` must not be empty"],
    [
      "a value that acts on terminals",
      "mode=\u001b[2J",
      "`--set mode` must be `execution` or `strategy`, found `\\u001b[2J`",
    ],
  ])("%s", (_, pair, expected) => {
    expect(() => parseSet([pair], questions)).toThrow(
      expect.objectContaining({ code: "set-invalid", exit: 2, what: expected }),
    );
  });

  test("everything at once", () => {
    expect(() => parseSet(["mode=x", "max_iterations=5", "sync=y"])).toThrow(
      "2 answers cannot be used\n  `--set mode` must be `execution` or `strategy`, found `x`\n  `--set sync` must be `none` or `ff-only`, found `y`",
    );
  });

  test("a name that no variable can have", () => {
    expect(() => parseSet(["vars.Team=a"])).toThrow("`--set vars.Team` is not a key");
  });
});
