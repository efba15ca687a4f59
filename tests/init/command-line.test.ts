import { spawn } from "node:child_process";
import path from "node:path";
import fs from "fs-extra";
import { describe, expect, it } from "vitest";
import { cli, planInit } from "../helpers/cli.ts";
import { writeNextVersion } from "../helpers/next-version.ts";
import { commitAll, gitEnv, tempDir, writeFiles } from "../helpers/temp.ts";
import { snapshot } from "../helpers/tree.ts";
import { runHere } from "../upgrade/support/in-process.ts";
import { scaffolded } from "../upgrade/support/scaffolded.ts";

const runner = "planning/PLANNER_RUNNER.md";

describe("the command line", () => {
  it("takes the common flags before the verb too", async () => {
    const dir = await scaffolded();
    const { exit, stdout } = await planInit(["-C", dir, "--json", "prompt", "planner", "--goal", "x"], { cwd: "/" });
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ runner: "planner" });
    expect((await runHere([`--cwd=${dir}`, "doctor"], { cwd: "/" })).exit).toBe(0);
  });

  it.each([
    ["--dry", "--dry-run"],
    ["--foce=x", "--force"],
    ["udno", "undo"],
  ])("knows what %s was meant to be", async (typed, meant) => {
    const dir = await tempDir();
    const { exit, stderr } = await runHere([typed], { cwd: dir });
    expect(exit).toBe(2);
    expect(stderr).toContain(`did you mean \`${meant}\`?`);
  });

  it("knows which runner was meant", async () => {
    const dir = await scaffolded();
    const { exit, stderr } = await planInit(["prompt", "planer"], { cwd: dir });
    expect({ exit, stderr }).toMatchObject({ exit: 2, stderr: expect.stringContaining("did you mean `planner`?") });
  });

  it.each([
    ["--force", "zzz"],
    ["--ours", "x/*"],
    ["--theirs", "x/*"],
    ["--eject", "planning/PLANNER.md"],
  ])("%s refuses what no template stands behind", async (flag, value) => {
    const dir = await scaffolded();
    const { exit, stderr } = await runHere([flag, value], { cwd: dir });
    expect(exit).toBe(2);
    expect(stderr).toContain(value);
  });

  it("takes paths as seen from a subfolder", async () => {
    const dir = await scaffolded();
    await fs.ensureDir(path.join(dir, "src/deep"));
    const { exit } = await runHere(["--eject", `../../${runner}`], { cwd: path.join(dir, "src/deep") });
    expect(exit).toBe(0);
    const manifest = await fs.readJson(path.join(dir, "planning/.plan-init/manifest.json"));
    expect(manifest.files["planner-runner"].state).toBe("ejected");
  });

  it("--diff ends in what a run would leave to a person, beside the diff and not in it", async () => {
    const dir = await scaffolded();
    const pack = path.join(await tempDir(), "next");
    await writeNextVersion(pack);
    await fs.appendFile(path.join(dir, "planning/DEV_RUNNER.md"), "\nMine.\n");
    const { exit, stdout, stderr } = await runHere(["--diff", "--templates", pack], { cwd: dir });
    expect(exit).toBe(4);
    expect(stdout).toMatch(/^--- a\/planning\/DEV_RUNNER\.md\n[\s\S]*\n\+>>>>>>> template [^\n]*\n$/);
    const [conflict, ...closing] = stderr.trim().split("\n\n");
    expect(conflict).toMatch(/^conflict {2}planning\/DEV_RUNNER\.md/);
    expect(closing).toEqual([
      expect.stringMatching(/^1 file would wait for you\.\nTo decide conflicts beforehand: /),
      "Nothing was changed: this was a look ahead.",
    ]);
    const other = await runHere(["--diff", "planning/README.md", "--ours", "--templates", pack], { cwd: dir });
    expect(other).toMatchObject({ exit: 0, stdout: "" });
    expect(other.stderr).toBe("That file would stay as it is.\n\nNothing was changed: this was a look ahead.\n");
  });

  it("--diff of a file that stays as it is prints nothing, of an unknown one says so, with one document", async () => {
    const dir = await scaffolded();
    expect(await runHere(["--diff", runner], { cwd: dir })).toMatchObject({ exit: 0, stdout: "" });
    const { exit, stdout } = await runHere(["--json", "--diff", "planning/PLANER_RUNNER.md"], { cwd: dir });
    expect(exit).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ error: { fix: `did you mean \`${runner}\`?` } });
  });

  it("--dry-run lists every managed file, also when nothing is to be done", async () => {
    const dir = await scaffolded();
    const { stdout } = await runHere(["--dry-run"], { cwd: dir });
    for (const file of [runner, "planning/DEV_RUNNER.md", "CLAUDE.md"]) expect(stdout).toContain(file);
  });

  it("prompt refuses a runner in which a conflict stands", async () => {
    const dir = await scaffolded();
    const markers = "<<<<<<< yours\na\n||||||| template 0.1.0\nb\n=======\nc\n>>>>>>> template 0.2.0\n";
    await fs.appendFile(path.join(dir, runner), markers);
    const { exit, stdout, stderr } = await runHere(["prompt", "planner"], { cwd: dir });
    expect({ exit, stdout }).toEqual({ exit: 4, stdout: "" });
    expect(stderr).toContain(runner);
  });

  it("an interrupt at any moment exits 130, or comes too late, and leaves nothing half-done", async () => {
    const dir = await tempDir();
    await writeFiles(dir, { "a.txt": "a\n" });
    await commitAll(dir);
    const before = await snapshot(dir);
    for (let delay = 40; delay <= 280; delay += 30) {
      const { exit, stderr } = await interrupted(dir, delay);
      // Before the program listens, and once it has listened, the signal itself ends it.
      expect([0, 130, null], stderr).toContain(exit);
      expect(stderr).not.toMatch(/\n\s+at /);
      const isDone = exit === 0 || (exit === null && (await runHere(["--check"], { cwd: dir })).exit === 0);
      if (isDone) await runHere(["undo"], { cwd: dir });
      expect(await snapshot(dir)).toEqual(before);
    }
  });
});

function interrupted(cwd: string, delay: number): Promise<{ exit: number | null; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [cli, "--yes"], { cwd, env: gitEnv, stdio: ["ignore", "ignore", "pipe"] });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      stderr += chunk;
    });
    setTimeout(() => child.kill("SIGINT"), delay);
    child.on("close", (exit) => resolve({ exit, stderr }));
  });
}
