import { chmod, mkdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseBlame } from "../../../src/repo/line-times.ts";
import { commitAll, tempDir, writeFiles } from "../../helpers/temp.ts";
import { snapshot } from "../../helpers/tree.ts";
import { runHere } from "../../upgrade/support/in-process.ts";

const path = "planning/_state/PREREQUISITES.md";
const good = "## Objective: Docs (@docs)\r\n- [ ] Core (@core)\r\nStatus: BLOCKED — 1 prerequisite unresolved\r\n";
const stale = good.replace("BLOCKED — 1 prerequisite unresolved", "DONE");

async function place(text: string, name = path): Promise<string> {
  const root = join(await tempDir(), "repo");
  await writeFiles(root, { [name]: text });
  return root;
}

const circle = "## Objective: A (@a)\n- [ ] x (#1) — depends on #1\nStatus: BLOCKED — 1 prerequisite unresolved\n";
const twice = `${good}${good}`;

describe("tree", () => {
  test.each([
    ["a tree in order", good, 0, 0],
    ["a stale Status line", stale, 0, 3],
    ["no Status line", "## Objective: Docs\n- [ ] Core", 0, 3],
    ["a circle", circle, 4, 3],
    ["an objective twice", twice, 3, 3],
    [
      "ten ids in one line",
      "## Objective: A\n- [ ] x (#1 #2 #3 #4 #5 #6 #7 #8 #9 #10)\nStatus: BLOCKED — 1 prerequisite unresolved",
      3,
      3,
    ],
    ["a wrong mark", "## Objective: A\n- [?] x\nStatus: BLOCKED — 1 prerequisite unresolved", 3, 3],
    ["nothing in it", "", 0, 0],
  ])("and tree lint of %s exit as they should, and write nothing", async (_, text, exit, lintExit) => {
    const root = await place(text);
    const before = await snapshot(root);
    expect((await runHere(["tree"], { cwd: root })).exit).toBe(exit);
    expect((await runHere(["tree", "lint"], { cwd: root })).exit).toBe(lintExit);
    const { exit: jsonExit, stdout } = await runHere(["tree", "--json"], { cwd: root });
    expect([jsonExit, JSON.parse(stdout).schema]).toEqual([exit, "plan-init/tree/1"]);
    expect(await snapshot(root)).toEqual(before);
  });

  test("--write puts Status lines right once, keeps the file's mode, and leaves nothing behind", async () => {
    const root = await place(`\uFEFF${stale}`);
    await chmod(join(root, path), 0o640);
    expect(await runHere(["tree", "--write"], { cwd: root })).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining(`Written: ${path}`),
    });
    expect(await snapshot(root)).toEqual({ "planning/": "", "planning/_state/": "", [path]: `\uFEFF${good}` });
    const { ino, mode } = await stat(join(root, path));
    expect(mode & 0o777).toBe(0o640);
    const second = await runHere(["tree", "--write", "--json"], { cwd: root });
    expect(JSON.parse(second.stdout)).toMatchObject({ written: false, findings: [] });
    expect((await stat(join(root, path))).ino).toBe(ino);
  });

  test("reads and writes another file, and one outside only reads", async () => {
    const root = await place(stale, "docs/tree.md");
    const other = await place(stale, "tree.md");
    expect((await runHere(["tree", "docs/tree.md", "--write"], { cwd: root })).exit).toBe(0);
    expect(await readFile(join(root, "docs/tree.md"), "utf8")).toBe(good);
    const outside = join(other, "tree.md");
    expect((await runHere(["tree", outside], { cwd: root })).exit).toBe(0);
    expect(await runHere(["tree", outside, "--write"], { cwd: root })).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining("is not written"),
    });
    expect(await readFile(outside, "utf8")).toBe(stale);
  });

  test("is not written through a link", async () => {
    const root = await place(stale, "tree.md");
    const target = join(await tempDir(), "elsewhere.md");
    await writeFile(target, stale);
    await symlink(target, join(root, "link.md"));
    const { exit } = await runHere(["tree", "link.md", "--write"], { cwd: root });
    expect(exit).not.toBe(0);
    expect(await readFile(target, "utf8")).toBe(stale);
  });

  test.each([
    ["no tree", ["tree"], "there is no prerequisite tree"],
    ["no such file", ["tree", "x.md"], "there is no `x.md`"],
    ["two files", ["tree", "x.md", "y.md"], "more than one tree"],
    ["an odd number", ["tree", "--top", "many"], "`--top` takes a number"],
    ["two shapes", ["tree", "--dot", "--mermaid"], "do not go together"],
    ["lint that writes", ["tree", "lint", "--write"], "only looks"],
  ])("refuses %s", async (_, argv, words) => {
    const root = await tempDir();
    expect(await runHere(argv, { cwd: root })).toMatchObject({
      exit: 2,
      stdout: "",
      stderr: expect.stringContaining(words),
    });
  });

  test("stops where git could not merge", async () => {
    const root = await place(`<<<<<<< ours\n${good}=======\n>>>>>>> theirs\n`);
    expect(await runHere(["tree"], { cwd: root })).toMatchObject({
      exit: 4,
      stderr: expect.stringContaining("line 1"),
    });
  });

  test("--top takes so many, and shapes go to stdout alone", async () => {
    const root = await place("## Objective: A\n- [ ] x (#1)\n- [ ] y (#2)\n");
    const { stdout } = await runHere(["tree", "--top", "1", "--json"], { cwd: root });
    expect(JSON.parse(stdout).constraints.map(({ id }: { id: string }) => id)).toEqual(["#1"]);
    expect((await runHere(["tree", "--mermaid"], { cwd: root })).stdout).toMatch(/^flowchart LR\n/);
    expect((await runHere(["tree", "--dot"], { cwd: root })).stdout).toMatch(/^digraph /);
  });

  test("lint knows the vault, and since when lines stand", async () => {
    const root = await place(
      "## Objective: A\n- [x] x\nStatus: DONE\n## Objective: B\n- [ ] y — blocked-on-vault (vault/pending/y.md)\nStatus: BLOCKED — awaiting vault\n",
    );
    await mkdir(join(root, "planning/strategy/vault/approved"), { recursive: true });
    await writeFile(join(root, "planning/strategy/vault/approved/y.md"), "");
    // The commit is of January, the clock says March.
    await commitAll(root);
    const { exit, stdout } = await runHere(["tree", "lint"], { cwd: root });
    expect(exit).toBe(3);
    expect(stdout).toContain("it lies in approved");
    expect(stdout).toContain("it has been DONE for 61 days");
  });
});

test("the times of lines are read from git's own words", () => {
  const [one, none] = ["a".repeat(40), "0".repeat(40)];
  const text = `${one} 1 1 1\ncommitter-time 86400\nsummary x\n\tcommitter-time 5\n${none} 2 2 1\ncommitter-time 9\n\tnew\n${one} 2 3\n\tlast\n`;
  expect([...parseBlame(text)]).toEqual([
    [1, new Date(86_400_000)],
    [3, new Date(86_400_000)],
  ]);
});
