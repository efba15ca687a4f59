import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { git, tempDir, writeFiles } from "../helpers/temp.ts";
import { baselineOf, cleanBaseline, clone, read, repository } from "./repositories.ts";

describe("where the repository stands", () => {
  it("a clean commit on a branch", async () => {
    const dir = await repository();
    expect(await read(dir)).toEqual({ baseline: await cleanBaseline(dir), defaultBranch: "main", branches: ["main"] });
  });

  it("a detached HEAD", async () => {
    const dir = await repository();
    await git(dir, "checkout", "--quiet", "--detach");
    expect(await read(dir)).toEqual({
      baseline: { ...(await cleanBaseline(dir)), branch: null },
      defaultBranch: "main",
      branches: ["main"],
    });
  });

  it("no commits yet", async () => {
    const dir = await tempDir();
    await git(dir, "init", "--quiet");
    expect(await read(dir)).toEqual({
      baseline: { kind: "unborn", branch: "main", checkout: "main" },
      defaultBranch: "main",
      branches: [],
    });
  });

  it("an orphan branch without commits beside others", async () => {
    const dir = await repository();
    await git(dir, "checkout", "--quiet", "--orphan", "pages");
    expect(await read(dir)).toEqual({
      baseline: { kind: "unborn", branch: "pages", checkout: "main" },
      defaultBranch: "main",
      branches: ["main"],
    });
  });

  it("a shallow clone", async () => {
    const { copy } = await clone("--depth=1");
    expect(await baselineOf(copy)).toMatchObject({ kind: "commit", shallow: true, dirty: false });
  });

  it("a linked worktree", async () => {
    const dir = await repository();
    const linked = join(await tempDir(), "linked");
    await git(dir, "worktree", "add", "--quiet", "-b", "side", linked);
    expect(await read(linked)).toEqual({
      baseline: { ...(await cleanBaseline(dir)), branch: "side", checkout: "worktree" },
      defaultBranch: "main",
      branches: ["side", "main"],
    });
  });

  it("a linked worktree of a bare repository", async () => {
    const { copy } = await clone("--bare");
    const linked = join(await tempDir(), "linked");
    await git(copy, "worktree", "add", "--quiet", linked, "main");
    expect(await baselineOf(linked)).toMatchObject({ kind: "commit", branch: "main", checkout: "worktree" });
  });

  it("a submodule", async () => {
    const part = await repository();
    const whole = await repository();
    await git(whole, "submodule", "--quiet", "add", `file://${part}`, "part");
    await git(whole, "commit", "--quiet", "--message", "Add part");
    expect(await baselineOf(join(whole, "part"))).toMatchObject({ branch: "main", checkout: "submodule" });
    expect(await baselineOf(whole)).toMatchObject({ dirty: false, checkout: "main" });
  });

  it("a separate git folder is no submodule", async () => {
    const dir = await tempDir();
    await git(dir, "init", "--quiet", `--separate-git-dir=${join(await tempDir(), "elsewhere")}`);
    expect(await baselineOf(dir)).toEqual({ kind: "unborn", branch: "main", checkout: "main" });
  });

  it.each(["feat/ünï-😀", "a'b\"c`d$(e)", "(detached)", "{{x}}", "-dash", "#5", "a b".replace(" ", "\u00a0")])(
    "a branch called %s",
    async (name) => {
      const dir = await repository();
      await git(dir, "update-ref", `refs/heads/${name}`, "HEAD");
      await git(dir, "symbolic-ref", "HEAD", `refs/heads/${name}`);
      expect(await read(dir)).toMatchObject({ baseline: { branch: name }, branches: [name, "main"] });
    },
  );
});

describe("uncommitted changes", () => {
  const scenarios: [string, boolean, (dir: string) => Promise<unknown>][] = [
    ["an edited file", true, (dir) => writeFile(join(dir, "a.txt"), "b\n")],
    ["a staged file", true, (dir) => writeFiles(dir, { b: "" }).then(() => git(dir, "add", "b"))],
    ["an untracked file", true, (dir) => writeFiles(dir, { "deep/er/b": "" })],
    ["a deleted file", true, (dir) => rm(join(dir, "a.txt"))],
    ["a file beside planning", true, (dir) => writeFiles(dir, { "planning.md": "" })],
    ["planning in another folder", true, (dir) => writeFiles(dir, { "docs/planning/x.md": "" })],
    ["an ignored file", false, (dir) => writeFiles(dir, { ".git/info/exclude": "*.log\n", "x.log": "" })],
    ["an untracked planning folder", false, (dir) => writeFiles(dir, { "planning/README.md": "" })],
    ["a new time stamp alone", false, (dir) => writeFile(join(dir, "a.txt"), "a\n")],
  ];
  it.each(scenarios)("%s: dirty is %s", async (_, dirty, change) => {
    const dir = await repository();
    await change(dir);
    expect(await baselineOf(dir)).toMatchObject({ dirty });
  });

  it("staged and edited files in planning do not count", async () => {
    const dir = await repository();
    await writeFiles(dir, { "planning/a.md": "a\n", "planning/b.md": "b\n" });
    await git(dir, "add", "planning/a.md");
    expect(await baselineOf(dir)).toMatchObject({ dirty: false });
    await git(dir, "commit", "--quiet", "--message", "Plan");
    await writeFile(join(dir, "planning/a.md"), "changed\n");
    expect(await baselineOf(dir)).toMatchObject({ dirty: false });
  });

  it("seen from a folder below the top, that folder's planning is left out and the rest is not", async () => {
    const dir = await repository();
    await writeFiles(dir, { "part/b.txt": "b\n", "part/planning/plan.md": "" });
    await git(dir, "add", "part/b.txt");
    await git(dir, "commit", "--quiet", "--message", "Part");
    expect(await baselineOf(join(dir, "part"))).toMatchObject({ kind: "commit", dirty: false });
    await writeFile(join(dir, "a.txt"), "changed\n");
    expect(await baselineOf(join(dir, "part"))).toMatchObject({ dirty: true });
  });

  it("the user's display settings change nothing", async () => {
    const dir = await repository();
    await git(dir, "branch", "base");
    await git(dir, "branch", "--quiet", "--set-upstream-to=base");
    for (const setting of ["status.showUntrackedFiles=no", "status.aheadBehind=false", "status.short=true"])
      await git(dir, "config", ...(setting.split("=") as [string, string]));
    await writeFiles(dir, { new: "" });
    expect(await baselineOf(dir)).toMatchObject({ dirty: true, upstream: { name: "base", ahead: 0, gone: false } });
  });
});

describe("the upstream branch", () => {
  it("ahead and behind", async () => {
    const { origin, copy } = await clone();
    await git(origin, "commit", "--quiet", "--allow-empty", "--message", "theirs");
    for (const message of ["one", "two"]) await git(copy, "commit", "--quiet", "--allow-empty", "--message", message);
    await git(copy, "fetch", "--quiet");
    const upstream = { name: "origin/main", ahead: 2, behind: 1, gone: false };
    expect(await baselineOf(copy)).toMatchObject({ upstream });
  });

  it("gone", async () => {
    const { copy } = await clone();
    await git(copy, "update-ref", "-d", "refs/remotes/origin/main");
    const upstream = { name: "origin/main", ahead: 0, behind: 0, gone: true };
    expect(await baselineOf(copy)).toMatchObject({ upstream });
  });
});

describe("the default branch on real git", () => {
  it("is where origin/HEAD points, whatever is checked out", async () => {
    const origin = await repository();
    await git(origin, "branch", "-m", "stable");
    const parent = await tempDir();
    await git(parent, "clone", "--quiet", origin, "copy");
    const copy = join(parent, "copy");
    await git(copy, "checkout", "--quiet", "-b", "main");
    expect(await read(copy)).toMatchObject({ defaultBranch: "stable", branches: ["main", "stable"] });
  });

  it("is init.defaultBranch among several", async () => {
    const dir = await repository();
    await git(dir, "branch", "edge");
    expect(await read(dir)).toMatchObject({ defaultBranch: "main" });
    await git(dir, "config", "init.defaultBranch", "edge");
    expect(await read(dir)).toMatchObject({ defaultBranch: "edge" });
  });

  it("stays open when nothing tells", async () => {
    const dir = await repository();
    await git(dir, "branch", "-m", "one");
    await git(dir, "branch", "two");
    expect(await read(dir)).toMatchObject({ defaultBranch: undefined, branches: ["one", "two"] });
  });
});
