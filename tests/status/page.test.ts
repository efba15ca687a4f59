import { readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { git, tempDir, writeFiles } from "../helpers/temp.ts";
import { snapshot } from "../helpers/tree.ts";
import { runHere } from "../upgrade/support/in-process.ts";
import { scaffolded } from "../upgrade/support/scaffolded.ts";

const usual = "planning/.plan-init/local/status.html";

const write = (cwd: string, ...file: string[]) => runHere(["status", "--html", ...file], { cwd });
const read = (...path: string[]) => readFile(join(...path), "utf8");

describe("status --html", () => {
  it("writes where git ignores it, and over itself", async () => {
    const root = await scaffolded();
    const before = await git(root, "status", "--porcelain", "--untracked-files=all");
    for (let time = 0; time < 2; time++) {
      expect(await write(root)).toEqual({ exit: 0, stdout: `Written: ${usual}\n`, stderr: "" });
    }
    expect(await read(root, usual)).toMatch(/^<!doctype html>[\s\S]*plan-init status --html/i);
    expect(await git(root, "status", "--porcelain", "--untracked-files=all")).toBe(before);
  });

  it("writes where it is told to, counted from where it is called", async () => {
    const root = await scaffolded();
    await writeFiles(root, { "docs/a.md": "a\n" });
    await runHere(["start", "--goal", "add login"], { cwd: root });
    expect(await write(join(root, "docs"), "made/page.html")).toMatchObject({
      exit: 0,
      stdout: "Written: docs/made/page.html\n",
    });
    expect(await read(root, "docs/made/page.html")).toContain('href="../../planning/_runs/');
    const elsewhere = join(await tempDir(), "page.html");
    expect(await write(root, elsewhere)).toMatchObject({ exit: 0, stdout: `Written: ${elsewhere}\n` });
    expect(await read(elsewhere)).not.toContain(root);
  });

  it("goes with --json", async () => {
    const root = await scaffolded();
    const { exit, stdout, stderr } = await runHere(["status", "--json", "--html"], { cwd: root });
    expect([exit, stderr, JSON.parse(stdout).schema]).toEqual([0, "", "plan-init/status/1"]);
    expect(await read(root, usual)).toContain("</html>");
  });

  it.each<[string, (root: string) => Promise<unknown>, string, number, RegExp]>([
    ["over a file of somebody's", async () => undefined, "planning/README.md", 2, /is there already, and is no page/],
    ["into git's folder", async () => undefined, ".git/page.html", 2, /is no place for a page/],
    ["over a folder", async () => undefined, "planning", 4, /is a folder/],
    [
      "through a link to a file",
      (root) => symlink("/nowhere", join(root, "page.html")),
      "page.html",
      4,
      /symbolic link/,
    ],
    [
      "through a link to a folder",
      async (root) => symlink(await tempDir(), join(root, "out")),
      "out/p.html",
      4,
      /symbolic link/,
    ],
    ["into a folder that is not there, outside", async () => undefined, "../none/p.html", 1, /cannot write/],
  ])("writes nothing %s", async (_, prepare, file, exit, words) => {
    const root = await scaffolded();
    await prepare(root);
    const before = await snapshot(root);
    const answer = await write(root, file);
    expect(answer).toMatchObject({ exit, stdout: "", stderr: expect.stringMatching(words) });
    expect(await snapshot(root)).toEqual(before);
  });

  it("has no usual place where nothing is set up", async () => {
    const root = await tempDir();
    expect(await write(root)).toMatchObject({ exit: 2, stderr: expect.stringContaining("plan-init") });
    expect(await snapshot(root)).toEqual(await snapshot(await tempDir()));
    expect(await write(root, "page.html")).toMatchObject({ exit: 0 });
    expect(Object.keys(await snapshot(root))).toEqual(["page.html"]);
  });
});
