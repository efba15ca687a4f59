import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answer, hasPty, onTerminal, type Session } from "../helpers/pty.ts";
import { keys } from "./terminal.ts";

let folder = "";

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "plan-init-pty-"));
  const input = fileURLToPath(new URL("driver.ts", import.meta.url));
  const bundle = await rolldown({ input, platform: "node", logLevel: "silent" });
  await bundle.write({ dir: folder, format: "esm", entryFileNames: "driver.mjs" });
  await bundle.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the driver on a terminal of its own. */
async function drive(answers: Answer[], env: Record<string, string> = {}): Promise<Session & { stdout: string }> {
  const session = await onTerminal("node driver.mjs > out.txt", folder, answers, env);
  return { ...session, stdout: readFileSync(path.join(folder, "out.txt"), "utf8") };
}

describe.skipIf(!hasPty)("on a terminal", () => {
  test("keys answer, the screen shows the questions, stdout has the data alone", async () => {
    const { exit, screen, stdout } = await drive(
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
    const { exit, screen, stdout } = await drive([
      ["Coding agents", keys.enter],
      ["Test command", key],
    ]);
    expect(exit).toBe(130);
    expect(stdout).toBe("");
    expect(screen).toContain(`${keys.escape}[36m`);
    expect(screen.lastIndexOf(`${keys.escape}[?25h`)).toBeGreaterThan(screen.lastIndexOf(`${keys.escape}[?25l`));
  });

  test("in CI nobody is asked", async () => {
    const { exit, screen } = await drive([], { CI: "true" });
    expect(exit).toBe(1);
    expect(screen).toContain("there is nobody to ask");
  });
});
