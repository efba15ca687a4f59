import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import fs from "fs-extra";
import { describe, expect, test } from "vitest";
import { cli, planInit } from "../helpers/cli.ts";
import { type Answer, hasPty, onTerminal } from "../helpers/pty.ts";
import { commitAll, gitEnv, tempDir, writeFiles } from "../helpers/temp.ts";
import { snapshot } from "../helpers/tree.ts";
import { keys } from "../interview/terminal.ts";

async function repository(): Promise<string> {
  const dir = path.join(await tempDir(), "acme");
  await writeFiles(dir, { "package.json": '{"scripts":{"test":"vitest"}}', Makefile: "test:\n\tgo test\n" });
  await commitAll(dir);
  return dir;
}

const run = (dir: string, answers: Answer[], args = "") =>
  onTerminal(`'${process.execPath}' '${cli}' ${args}`, dir, answers, gitEnv);

describe.skipIf(!hasPty)("on a terminal", () => {
  test("questions are answered with keys, and the line at the end says the same without them", async () => {
    const dir = await repository();
    const { exit, screen } = await run(dir, [
      ["Coding agents", keys.down, " ", keys.enter],
      ["Test command", keys.down, keys.enter],
    ]);
    expect(exit).toBe(0);
    const line = /plan-init (--yes --set .*)/.exec(stripVTControlCharacters(screen))?.[1]?.trim() ?? "";
    expect(line).toBe("--yes --set agents=claude,codex --set 'commands.test=make test'");
    const other = await repository();
    expect(
      (await planInit(["--yes", "--set", "agents=claude,codex", "--set", "commands.test=make test"], { cwd: other }))
        .exit,
    ).toBe(0);
    // The plan is stamped with the time, and so are its hashes.
    const without = async (folder: string) => {
      const tree = Object.entries(await snapshot(folder));
      return Object.fromEntries(
        tree.filter(([file]) => !/CANONICAL_PLAN|manifest\.json|\.plan-init\/local/.test(file)),
      );
    };
    expect(await without(other)).toEqual(await without(dir));
  });

  test.each([
    ["at the first question", [["Coding agents", keys.ctrlC]]],
    [
      "at the second",
      [
        ["Coding agents", keys.enter],
        ["Test command", keys.ctrlC],
      ],
    ],
  ] satisfies [string, Answer[]][])("Ctrl-C %s leaves nothing behind and exits 130", async (_, answers) => {
    const dir = await repository();
    const before = await snapshot(dir);
    const { exit, screen } = await run(dir, answers);
    expect(exit).toBe(130);
    expect(stripVTControlCharacters(screen)).toContain("interrupted, nothing was changed");
    expect(await snapshot(dir)).toEqual(before);
  });

  test("with the defaults, what is said at the end fits a window of 24 rows, the next steps last", async () => {
    const { screen } = await run(await repository(), [
      ["Coding agents", keys.enter],
      ["Test command", keys.enter],
    ]);
    const rows = stripVTControlCharacters(screen).trimEnd().split(/\r?\n/);
    const said = rows.slice(rows.findIndex((row) => row.startsWith("Created ")));
    // One row is the prompt's.
    expect(said.length).toBeLessThan(24);
    expect(said.slice(-4)[0]).toBe("Start a planning run");
  });

  test("no line is wider than the terminal but the ones to copy", async () => {
    const dir = await repository();
    const { screen } = await run(dir, [], "--yes --set agents=claude,codex,cursor,gemini,copilot");
    const lines = stripVTControlCharacters(screen).split(/\r?\n/);
    const wide = lines.filter((line) => line.length > 80 && !line.includes(dir));
    expect(wide).toEqual([]);
  });

  test("remove asks, and no is no", async () => {
    const dir = await repository();
    await planInit(["--yes"], { cwd: dir });
    const before = await snapshot(dir);
    const { exit, screen } = await run(dir, [["Remove it", keys.enter]], "remove");
    expect(exit).toBe(0);
    expect(screen).toContain("Nothing was removed.");
    expect(await snapshot(dir)).toEqual(before);
    expect((await run(dir, [["Remove it", "y"]], "remove")).exit).toBe(0);
    expect(await fs.pathExists(path.join(dir, "planning/PLANNER_RUNNER.md"))).toBe(false);
  });
});
