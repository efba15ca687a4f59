import { mkdir, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findRoot } from "../../src/repo/git.ts";
import { git, gitEnv, tempDir, writeFiles } from "../helpers/temp.ts";
import { clone, repository } from "./repositories.ts";

describe("the root is found", () => {
  it("from a folder deep inside, with spaces and symlinks on the way", async () => {
    const dir = await repository();
    await mkdir(join(dir, "a b/c"), { recursive: true });
    const link = join(await tempDir(), "link");
    await symlink(join(dir, "a b"), link);
    for (const start of [dir, join(dir, "a b/c"), join(link, "c")])
      expect(await findRoot(start, gitEnv)).toEqual({ root: dir, git: "repository" });
  });

  it("at the folder itself outside git", async () => {
    const dir = await tempDir();
    expect(await findRoot(dir, gitEnv)).toEqual({ root: dir, git: "none" });
  });

  it("in a linked worktree and in a submodule, not in what they belong to", async () => {
    const whole = await repository();
    await git(whole, "submodule", "--quiet", "add", `file://${await repository()}`, "part");
    await git(whole, "worktree", "add", "--quiet", join(whole, "wt"));
    for (const inner of ["part", "wt"])
      expect(await findRoot(join(whole, inner), gitEnv)).toEqual({ root: join(whole, inner), git: "repository" });
  });

  it("not above GIT_CEILING_DIRECTORIES", async () => {
    const dir = await repository();
    const sub = join(dir, "sub");
    await mkdir(join(sub, "deep"), { recursive: true });
    const env = { ...gitEnv, GIT_CEILING_DIRECTORIES: `relative:${sub}:${dir}` };
    expect(await findRoot(join(sub, "deep"), env)).toEqual({ root: join(sub, "deep"), git: "none" });
    expect(await findRoot(dir, env)).toEqual({ root: dir, git: "repository" });
  });

  it("not in a folder that is none", async () => {
    const file = join(await repository(), "a.txt");
    for (const path of [file, join(file, "x"), "/nonexistent"])
      await expect(findRoot(path, gitEnv)).rejects.toMatchObject({ code: "not-a-directory", args: { path } });
  });
});

describe("bare", () => {
  it("at the top and inside", async () => {
    const { copy } = await clone("--bare");
    for (const start of [copy, join(copy, "hooks")])
      expect(await findRoot(start, gitEnv)).toEqual({ root: copy, git: "bare" });
  });

  it("inside .git of an ordinary repository", async () => {
    const dir = await repository();
    expect(await findRoot(join(dir, ".git/hooks"), gitEnv)).toEqual({ root: join(dir, ".git"), git: "bare" });
  });

  it("a .git file that points at a bare repository, as people who live in worktrees have it", async () => {
    const { copy } = await clone("--bare");
    const dir = await tempDir();
    await writeFile(join(dir, ".git"), `gitdir: ${copy}\n`);
    expect(await findRoot(dir, gitEnv)).toEqual({ root: dir, git: "bare" });
    await git(dir, "worktree", "add", "--quiet", "main");
    expect(await findRoot(join(dir, "main"), gitEnv)).toEqual({ root: join(dir, "main"), git: "repository" });
  });

  it("said in config.worktree", async () => {
    const dir = await repository();
    await git(dir, "config", "--unset", "core.bare");
    await git(dir, "config", "extensions.worktreeConfig", "true");
    await git(dir, "config", "--worktree", "core.bare", "true");
    expect(await findRoot(dir, gitEnv)).toEqual({ root: dir, git: "bare" });
  });
});

describe("GIT_DIR and GIT_WORK_TREE", () => {
  const dotfiles = async () => {
    const home = await tempDir();
    const gitDir = join(await tempDir(), "dotfiles.git");
    await git(home, "init", "--quiet", "--bare", gitDir);
    return { home, gitDir, env: { ...gitEnv, GIT_DIR: gitDir, GIT_WORK_TREE: home } };
  };

  it("join what stands apart, from below too", async () => {
    const { home, gitDir, env } = await dotfiles();
    await mkdir(join(home, ".config"));
    for (const start of [home, join(home, ".config")])
      expect(await findRoot(start, env)).toEqual({ root: home, git: "repository", gitDir });
  });

  it("count for nothing outside that work tree, or when they are wrong", async () => {
    const { env } = await dotfiles();
    const elsewhere = await tempDir();
    expect(await findRoot(elsewhere, env)).toEqual({ root: elsewhere, git: "none" });
    const wrong = { ...env, GIT_DIR: elsewhere };
    expect(await findRoot(env.GIT_WORK_TREE, wrong)).toEqual({ root: env.GIT_WORK_TREE, git: "none" });
  });

  it("do not win over a folder's own .git", async () => {
    const { env } = await dotfiles();
    const dir = await repository();
    expect(await findRoot(dir, { ...env, GIT_WORK_TREE: dir })).toEqual({ root: dir, git: "repository" });
  });
});

it("a relative path is resolved, and a dangling .git still marks the root", async () => {
  const dir = await tempDir();
  await writeFiles(dir, { "sub/x": "" });
  await symlink("nowhere", join(dir, ".git"));
  expect(await findRoot(join(dir, "sub"), gitEnv)).toEqual({ root: dir, git: "repository" });
  await rm(join(dir, ".git"));
  expect((await findRoot(".", gitEnv)).root).toBe((await findRoot(await realpath("."), gitEnv)).root);
});
