import path from "node:path";
import fs from "fs-extra";
import { describe, expect, it } from "vitest";
import { planInit } from "../helpers/cli.ts";
import { sample } from "../helpers/sample.ts";
import { commitAll, git, tempDir, writeFiles } from "../helpers/temp.ts";

const plan = "planning/_state/CANONICAL_PLAN.md";

async function repository(): Promise<string> {
  const dir = await tempDir();
  await writeFiles(dir, { "a.txt": "a\n" });
  await commitAll(dir);
  return dir;
}

interface Place {
  place: string;
  /** Makes it and returns the folder to run in. */
  make: () => Promise<string>;
  baseline: object;
  /** What the plan's seed says. */
  says: RegExp;
}

const hash = expect.stringMatching(/^[0-9a-f]{40}$/);
const commit = {
  kind: "commit",
  branch: "main",
  commit: hash,
  dirty: false,
  upstream: null,
  shallow: false,
  checkout: "main",
};

const places: Place[] = [
  { place: "a clean repository", make: repository, baseline: commit, says: /Commit: `?[0-9a-f]{40}/ },
  {
    place: "a dirty repository",
    make: async () => {
      const dir = await repository();
      await fs.writeFile(path.join(dir, "a.txt"), "b\n");
      return dir;
    },
    baseline: { ...commit, dirty: true },
    says: /dirty/,
  },
  {
    place: "a detached HEAD",
    make: async () => {
      const dir = await repository();
      await git(dir, "branch", "side");
      await git(dir, "checkout", "-q", "--detach");
      return dir;
    },
    baseline: { ...commit, branch: null },
    says: /detached/,
  },
  {
    place: "a repository without commits",
    make: async () => {
      const dir = await tempDir();
      await git(dir, "init", "-q");
      return dir;
    },
    baseline: { kind: "unborn", branch: "main", checkout: "main" },
    says: /no commits yet/,
  },
  {
    place: "a folder without git",
    make: tempDir,
    baseline: { kind: "none", why: "not a git repository" },
    says: /not a git repository/,
  },
  {
    place: "a linked worktree",
    make: async () => {
      const dir = await repository();
      const linked = path.join(await tempDir(), "linked");
      await git(dir, "worktree", "add", "-q", "-b", "side", linked);
      return linked;
    },
    baseline: { ...commit, branch: "side", checkout: "worktree" },
    says: /side/,
  },
  {
    place: "a submodule",
    make: async () => {
      const inner = await repository();
      const outer = await repository();
      await git(outer, "submodule", "--quiet", "add", inner, "sub");
      return path.join(outer, "sub");
    },
    baseline: { ...commit, upstream: { name: "origin/main", ahead: 0, behind: 0, gone: false }, checkout: "submodule" },
    says: /origin\/main/,
  },
  {
    place: "a shallow clone that is ahead",
    make: async () => {
      const origin = await repository();
      await writeFiles(origin, { "b.txt": "b\n" });
      await commitAll(origin);
      const parent = await tempDir();
      await git(parent, "clone", "-q", "--depth", "1", `file://${origin}`, "copy");
      const copy = path.join(parent, "copy");
      await writeFiles(copy, { "c.txt": "c\n" });
      await commitAll(copy);
      return copy;
    },
    baseline: { ...commit, shallow: true, upstream: { name: "origin/main", ahead: 1, behind: 0, gone: false } },
    says: /1 ahead/,
  },
];

describe("the baseline is stamped in", () => {
  it.each(sample(places))("$place", async ({ make, baseline, says }) => {
    const dir = await make();
    const { exit, stdout, stderr } = await planInit(["--yes", "--json"], { cwd: dir });
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({ result: "created", root: dir, baseline });
    expect(await fs.readFile(path.join(dir, plan), "utf8")).toMatch(says);
    const again = await planInit(["--yes", "--json"], { cwd: dir });
    expect(JSON.parse(again.stdout)).toMatchObject({ result: "current" });
  });

  it("a bare repository is refused with what to do", async () => {
    const dir = await tempDir();
    await git(dir, "init", "-q", "--bare");
    const { exit, stdout, stderr } = await planInit(["--yes"], { cwd: dir });
    expect(exit).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("bare repository");
    expect(stderr).toContain("fix: run plan-init in a clone or a worktree of it");
    expect(await fs.pathExists(path.join(dir, "planning"))).toBe(false);
  });

  it("a subfolder works at the repository's top, unless told to stay here", async () => {
    const dir = await repository();
    const part = path.join(dir, "packages/api");
    await fs.ensureDir(part);
    const top = await planInit(["--yes", "--json"], { cwd: part });
    expect(JSON.parse(top.stdout).root).toBe(dir);
    const here = await planInit(["--yes", "--json", "--here"], { cwd: part });
    expect(JSON.parse(here.stdout)).toMatchObject({ result: "created", root: part });
    const nearest = await planInit(["--yes", "--json"], { cwd: part });
    expect(JSON.parse(nearest.stdout)).toMatchObject({ result: "current", root: part });
  });
});
