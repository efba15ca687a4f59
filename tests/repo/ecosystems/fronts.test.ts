import { describe, expect, it } from "vitest";
import { justRecipes } from "../../../src/repo/ecosystems/just.ts";
import { makeTargets } from "../../../src/repo/ecosystems/make.ts";
import { type Commands, commandsOf, type Files, factsOf } from "./detected.ts";

describe("targets of a makefile", () => {
  const cases: [string, string, string[]][] = [
    ["a rule", "test:\n\tgo test\n", ["test"]],
    ["several targets of one rule", "test lint: deps\n", ["test", "lint"]],
    ["double colon and grouped", "a:: b\nc &: d\n", ["a", "c"]],
    ["a recipe on the line", "test: ; @true\n", ["test"]],
    ["leading spaces", "  test: x\n", ["test"]],
    ["a continued line", "test: \\\n  a \\\n  b\nlint:\n", ["test", "lint"]],
    ["CRLF", "test:\r\n\tx\r\n", ["test"]],
    ["recipes are no rules", "x:\n\techo test: y\n\tlint: z\n", ["x"]],
    ["comments are no rules", "# test:\n  # lint: x\nx: # test: y\n", ["x"]],
    ["variables are no rules", "A := test: x\nB = lint:\nC ?= x:y\nD::=e:f\nE != date +%H:%M\nexport F := g:h\n", []],
    [
      "target-specific variables are no rules",
      "test: CFLAGS = -g\ntest: export X := 1\ntest: Y += 2\ntest: private Z ?= 3\n",
      [],
    ],
    ["a phony declaration alone is no rule", ".PHONY: test lint\n", []],
    ["special targets and pattern rules", ".DEFAULT:\n%.o: %.c\nlib%.a: x\n", []],
    ["computed names", "$(TEST): x\ntest-$(OS): y\n", []],
    ["definitions", "define HELP\ntest: run tests\nendef\nx:\n", ["x"]],
    ["conditions", "ifeq ($(OS),Windows_NT)\ntest:\n\tx\nelse\nlint:\n\ty\nendif\nbuild:\n", ["build"]],
    ["nested conditions", "ifdef A\nifndef B\ntest:\nendif\nlint:\nendif\nx:\n", ["x"]],
    ["includes", "include test:x\n-include lint.mk\nsinclude build: y\nvpath %.c a:b\n", []],
    ["nothing", "", []],
  ];
  it.each(cases)("%s", (_, text, names) => {
    expect(makeTargets(text).map(({ name }) => name)).toEqual(names);
  });
});

describe("Make", () => {
  it.each<[string, Files, Commands]>([
    [
      "all kinds",
      { Makefile: "test:\nlint:\ntypecheck:\nbuild:\n" },
      { test: ["make test"], lint: ["make lint"], typecheck: ["make typecheck"], build: ["make build"] },
    ],
    ["GNU names", { Makefile: "all:\ncheck:\n" }, { test: ["make check"], build: ["make all"] }],
    ["GNUmakefile first", { GNUmakefile: "lint:\n", Makefile: "test:\n" }, { lint: ["make lint"] }],
    ["a target that is up to date because it is a folder", { Makefile: "test:\n\tx\n", "test/a": "" }, {}],
    ["unless it is phony", { Makefile: ".PHONY: test\ntest:\n", "test/a": "" }, { test: ["make test"] }],
    ["or needs something", { Makefile: "test: all\n", "test/a": "" }, { test: ["make test"] }],
  ])("%s", (_, files, commands) => expect(commandsOf(files)).toEqual(commands));

  it("says where it comes from", () => {
    const { commands, ecosystems } = factsOf({ makefile: "test:\n" });
    expect(commands.test).toEqual([{ command: "make test", source: "makefile target test" }]);
    expect(ecosystems).toEqual([{ id: "make", title: "Make" }]);
  });
});

describe("recipes of a justfile", () => {
  const cases: [string, string, string[]][] = [
    ["recipes and dependencies", "test: build\n  x\n@build:\n  y\n", ["test", "build"]],
    ["optional parameters", 'test target="all:x" *args:\n', ["test"]],
    ["a default in another quoting", "test target='a' $VAR=`date +%H:%M`:\n", ["test"]],
    ["a required parameter", "test target:\n  x\n", []],
    ["a required variadic parameter", "test +targets:\n", []],
    ["a required parameter after an optional one", "test a='1' b:\n", []],
    ["assignments and settings", 'x := "test:"\nset shell := ["bash"]\nexport y := "lint:"\n', []],
    ["aliases", "alias t := test\ntest:\n", ["t", "test"]],
    ["private recipes", "_test:\n[private]\nlint:\n[group('a'), private]\n# why\nbuild:\nx:\n", ["x"]],
    ["other attributes", "[group('private')]\ntest:\n[linux]\nlint:\n", ["test", "lint"]],
    ["imports and modules", "import 'test.just'\nmod lint\n", []],
    ["strings over several lines", "x := '''\ntest:\n'''\nlint:\n", ["lint"]],
    ["comments and bodies", "# test:\nx:\n  lint:\n\tbuild:\n", ["x"]],
    ["CRLF", "test:\r\n  x\r\n", ["test"]],
  ];
  it.each(cases)("%s", (_, text, names) => {
    expect(justRecipes(text)).toEqual(names);
  });
});

describe("just and Task", () => {
  it.each<[string, Files, Commands]>([
    ["justfile", { justfile: "test:\ntype-check:\n" }, { test: ["just test"], typecheck: ["just type-check"] }],
    ["Justfile", { Justfile: "lint:\n" }, { lint: ["just lint"] }],
    [".justfile", { ".justfile": "lint:\n" }, { lint: ["just lint"] }],
    [
      "Taskfile.yml",
      { "Taskfile.yml": "version: '3'\ntasks:\n  test: go test\n  lint:\n    cmds: [x]\n  build: [a, b]\n" },
      { test: ["task test"], lint: ["task lint"], build: ["task build"] },
    ],
    [
      "internal tasks and those that ask",
      { "Taskfile.yml": "tasks:\n  test: {internal: true}\n  lint: {requires: {vars: [X]}}\n  build:\n" },
      {},
    ],
    [
      "the user's before the one that is shipped",
      { "Taskfile.dist.yml": "tasks: {test: x}", "taskfile.yaml": "tasks: {lint: x}" },
      { lint: ["task lint"] },
    ],
    ["a Taskfile of the wrong type", { "Taskfile.yml": "tasks: [test]" }, {}],
    ["a Taskfile that is no YAML", { "Taskfile.yml": "tasks: {test: [" }, {}],
  ])("%s", (_, files, commands) => expect(commandsOf(files)).toEqual(commands));
});
