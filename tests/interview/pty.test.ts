import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keys } from "./terminal.ts";

const hasScript = spawnSync("script", ["--version"], { encoding: "utf8" }).stdout?.includes("util-linux") === true;

let folder = "";

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "plan-init-pty-"));
  const input = fileURLToPath(new URL("driver.ts", import.meta.url));
  const bundle = await rolldown({ input, platform: "node", logLevel: "silent" });
  await bundle.write({ dir: folder, format: "esm", entryFileNames: "driver.mjs" });
  await bundle.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What came of a run on a terminal of its own. */
interface Session {
  exit: number;
  /** What the terminal showed. */
  screen: string;
  stdout: string;
}

/** Runs the driver on a new terminal and types each answer once its question is on the screen. */
async function onTerminal(
  answers: [question: string, ...typed: string[]][],
  env: Record<string, string> = {},
): Promise<Session> {
  const { CI: _, NO_COLOR: __, FORCE_COLOR: ___, ...rest } = process.env;
  const line = "stty cols 80; node driver.mjs > out.txt";
  const child = spawn("script", ["-qefc", line, "/dev/null"], {
    cwd: folder,
    env: { ...rest, TERM: "xterm", ...env },
    stdio: ["pipe", "pipe", "inherit"],
  });
  let screen = "";
  child.stdout.on("data", (data: Buffer) => {
    screen += data.toString("utf8");
  });
  const exited = new Promise<number>((resolve) => child.on("close", (code) => resolve(code ?? -1)));
  for (const [question, ...typed] of answers) await type(child, () => screen, question, typed);
  const exit = await exited;
  return { exit, screen, stdout: readFileSync(path.join(folder, "out.txt"), "utf8") };
}

async function type(child: ChildProcess, screen: () => string, question: string, typed: string[]): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!screen().includes(question)) {
    if (Date.now() > deadline) throw new Error(`never on the screen: ${question}\n${screen()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  for (const key of typed) {
    child.stdin?.write(key);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe.skipIf(!hasScript)("on a terminal", () => {
  test("keys answer, the screen shows the questions, stdout has the data alone", async () => {
    const { exit, screen, stdout } = await onTerminal(
      [
        ["Coding agents", keys.down, " ", keys.enter],
        ["Test command", keys.enter],
        ["Default branch", ..."main", keys.enter],
        ["Notify", keys.enter],
      ],
      { NO_COLOR: "1" },
    );
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      agents: ["claude", "codex"],
      "commands.test": "make test",
      default_branch: "main",
      "vars.notify": true,
    });
    expect(screen).toContain("space chooses, Enter goes on");
    // No colour: nothing but the movements of the cursor.
    expect(screen).not.toMatch(new RegExp(`${keys.escape}\\[[0-9;]*m`));
  });

  test.each([
    ["Ctrl-C", keys.ctrlC],
    ["Esc", keys.escape],
  ])("%s leaves with 130, and the cursor is back", async (_, key) => {
    const { exit, screen, stdout } = await onTerminal([
      ["Coding agents", keys.enter],
      ["Test command", key],
    ]);
    expect(exit).toBe(130);
    expect(stdout).toBe("");
    expect(screen).toContain(`${keys.escape}[36m`);
    expect(screen.lastIndexOf(`${keys.escape}[?25h`)).toBeGreaterThan(screen.lastIndexOf(`${keys.escape}[?25l`));
  });

  test("in CI nobody is asked", async () => {
    const { exit, screen } = await onTerminal([], { CI: "true" });
    expect(exit).toBe(1);
    expect(screen).toContain("there is nobody to ask");
  });
});
