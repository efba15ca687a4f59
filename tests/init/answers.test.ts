import path from "node:path";
import fs from "fs-extra";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseConfig } from "../../src/config/parse.ts";
import { planInit } from "../helpers/cli.ts";
import { sample } from "../helpers/sample.ts";
import { commitAll, tempDir, writeFiles } from "../helpers/temp.ts";
import { snapshot } from "../helpers/tree.ts";
import { runHere } from "../upgrade/support/in-process.ts";

async function repository(files: Record<string, string> = { "a.txt": "a\n" }): Promise<string> {
  const dir = await tempDir();
  await writeFiles(dir, files);
  await commitAll(dir);
  return dir;
}

const configOf = async (dir: string) => parse(await fs.readFile(path.join(dir, "planning/config.yml"), "utf8"));

describe("answers", () => {
  it("come from detection, the answers file and flags, the last one first", async () => {
    const dir = await repository({ "package.json": '{"name":"acme","scripts":{"test":"vitest","lint":"eslint ."}}' });
    const answers = JSON.stringify({ commands: { test: "from file", lint: "from file" }, max_iterations: 5 });
    const args = ["--answers", "-", "--set", "commands.test=from flag"];
    // A pipe's end is a process's affair.
    expect((await planInit(args, { cwd: dir, stdin: answers })).exit).toBe(0);
    expect(await configOf(dir)).toMatchObject({
      project: "acme",
      max_iterations: 5,
      commands: { test: "from flag", lint: "from file", typecheck: "" },
    });
  });

  it("are changed later without touching comments, order or anything else", async () => {
    const dir = await repository();
    await runHere(["--yes"], { cwd: dir });
    const file = path.join(dir, "planning/config.yml");
    const mine = "# mine\r\nproject:   'acme'   # why\r\nmax_iterations: 4\r\ndefault_branch: main\r\n";
    await fs.writeFile(file, mine);
    expect((await runHere(["--set", "max_iterations=7"], { cwd: dir })).exit).toBe(0);
    expect(await fs.readFile(file, "utf8")).toBe(mine.replace("4", "7"));
    expect(await fs.readFile(path.join(dir, "planning/PLANNER_RUNNER.md"), "utf8")).toContain("7");
  });

  const hostile = [
    "two\nlines",
    "`code` ``more``",
    "{{project}} {{{x}}} {{#if}}",
    "# heading",
    "- item: [x](y) <b>",
    "key: value # no comment",
    "'single' \"double\" \\back",
    "---",
    "yes",
    "👩‍💻 مرحبا עולם",
    "<!-- plan-init:end -->",
  ];
  it.each(sample(hostile))("come out as literal text: %j", async (value) => {
    const dir = await repository();
    const args = ["--yes", "--set", `project=${value}`, "--set", `commands.test=${value}`];
    expect((await runHere(args, { cwd: dir })).exit).toBe(0);
    const text = await fs.readFile(path.join(dir, "planning/config.yml"), "utf8");
    expect(parseConfig(text, "config.yml")).toMatchObject({ project: value, commands: { test: value } });
    const runner = await fs.readFile(path.join(dir, "planning/PLANNER_RUNNER.md"), "utf8");
    const block = /^```yaml\n([\s\S]*?)^```/m.exec(runner)?.[1] ?? "";
    expect(parse(block)).toMatchObject({ project: value, commands: { test: value } });
    expect((await runHere(["--yes", "--json"], { cwd: dir })).stdout).toContain('"result": "current"');
  });

  const mistakes: [string, string[], string | undefined, RegExp][] = [
    ["an unknown key", ["--set", "comands.test=x"], undefined, /`commands\.test`/],
    ["a wrong value", ["--set", "mode=fast"], undefined, /execution.*strategy/],
    ["a number that is none", ["--set", "max_iterations=many"], undefined, /whole number from 1 to 10/],
    ["an unknown flag", ["--dry-rum"], undefined, /--dry-run/],
    ["an unknown verb", ["upgrade"], undefined, /unknown command `upgrade`[\s\S]*scaffolds and upgrades/],
    ["a mistyped verb", ["docter"], undefined, /did you mean `doctor`/],
    ["answers that are no YAML", ["--answers", "-"], "a: [", /line 1|:1:/],
    ["an answers file that is not there", ["--answers", "nope.yml"], undefined, /nope\.yml/],
    ["flags that exclude each other", ["--check", "--dry-run"], undefined, /exclude each other/],
    ["a folder that is not there", ["-C", "nowhere"], undefined, /nowhere/],
  ];
  it.each(sample(mistakes))("given wrongly (%s) change nothing and exit 2", async (_, args, stdin, words) => {
    const dir = await repository();
    const before = await snapshot(dir);
    const { exit, stdout, stderr } = await runHere([...args, "--yes"], {
      cwd: dir,
      ...(stdin === undefined ? {} : { stdin }),
    });
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: "" });
    expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(await snapshot(dir)).toEqual(before);
  });

  it("with --json are an error document on stdout", async () => {
    const dir = await repository();
    const { exit, stdout } = await runHere(["--yes", "--json", "--set", "mode=fast"], { cwd: dir });
    expect(exit).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ schema: "plan-init/error/1", exit: 2 });
  });

  it("through npx, hints name npx", async () => {
    const dir = await repository();
    const { stderr } = await runHere(["undo"], { cwd: dir, env: { npm_command: "exec" } });
    const bare = await runHere(["remove"], { cwd: dir, env: { npm_command: "exec" } });
    expect(stderr).toContain("nothing to undo");
    expect(bare.stderr).toContain("`npx plan-init`");
  });
});
