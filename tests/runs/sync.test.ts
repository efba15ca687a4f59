import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readGit } from "../../src/repo/git.ts";
import { fastForward, syncWords } from "../../src/repo/sync.ts";
import { git, gitEnv, removeTempDir, tempDir, writeFiles } from "../helpers/temp.ts";
import { repository } from "../repo/repositories.ts";

interface Pair {
  bare: string;
  mine: string;
  /** Commits a file in somebody else's clone and pushes it. */
  push(files: Record<string, string>): Promise<void>;
}

/** A bare repository with two clones. */
async function pair(): Promise<Pair> {
  const parent = await tempDir();
  const [bare, mine, theirs] = ["bare.git", "mine", "theirs"].map((name) => join(parent, name)) as [
    string,
    string,
    string,
  ];
  await git(parent, "clone", "--quiet", "--bare", await repository(), bare);
  for (const dir of [mine, theirs]) await git(parent, "clone", "--quiet", bare, dir);
  const push = async (files: Record<string, string>) => {
    await writeFiles(theirs, files);
    await git(theirs, "add", "--all");
    await git(theirs, "commit", "--quiet", "--message", "Theirs");
    await git(theirs, "push", "--quiet");
  };
  return { bare, mine, push };
}

async function sync(dir: string) {
  const { baseline } = await readGit(dir, { env: gitEnv });
  return fastForward(dir, baseline, { env: gitEnv });
}

const head = (dir: string) => git(dir, "rev-parse", "HEAD");

describe("a branch", () => {
  it("behind its upstream is fast-forwarded", async () => {
    const { bare, mine, push } = await pair();
    await push({ "b.txt": "b" });
    await push({ "b.txt": "c" });
    expect(await sync(mine)).toEqual({ kind: "forwarded", upstream: "origin/main", commits: 2 });
    expect(await head(mine)).toBe(await git(bare, "rev-parse", "main"));
  });

  it("even with it, or ahead, stays", async () => {
    const { mine } = await pair();
    expect(await sync(mine)).toEqual({ kind: "current", upstream: "origin/main", ahead: 0 });
    await git(mine, "commit", "--quiet", "--allow-empty", "--message", "Mine");
    expect(await sync(mine)).toEqual({ kind: "current", upstream: "origin/main", ahead: 1 });
  });

  it("that diverged is refused, and left as it was", async () => {
    const { mine, push } = await pair();
    await push({ "b.txt": "b" });
    await git(mine, "commit", "--quiet", "--allow-empty", "--message", "Mine");
    const before = await head(mine);
    await expect(sync(mine)).rejects.toMatchObject({ code: "sync-diverged", exit: 4, what: /1 ahead, 1 behind/ });
    expect(await head(mine)).toBe(before);
  });

  it("with uncommitted work elsewhere is fast-forwarded around it", async () => {
    const { mine, push } = await pair();
    await push({ "b.txt": "b" });
    await writeFiles(mine, { "a.txt": "my work", "new.txt": "mine" });
    await git(mine, "config", "merge.autoStash", "true");
    expect(await sync(mine)).toMatchObject({ kind: "forwarded" });
    expect(await readFile(join(mine, "a.txt"), "utf8")).toBe("my work");
    expect(await git(mine, "stash", "list")).toBe("");
  });

  it.each([
    ["changed", { "a.txt": "theirs" }, { "a.txt": "mine" }],
    ["new", { "n.txt": "theirs" }, { "n.txt": "mine" }],
  ])("with uncommitted work in the way (%s file) is refused", async (_, theirs, own) => {
    const { mine, push } = await pair();
    await push(theirs);
    await writeFiles(mine, own);
    await git(mine, "config", "merge.autoStash", "true");
    const before = await head(mine);
    const [[file, text] = ["", ""]] = Object.entries(own);
    await expect(sync(mine)).rejects.toMatchObject({
      code: "sync-refused",
      exit: 4,
      what: expect.stringContaining(file),
    });
    expect(await readFile(join(mine, file), "utf8")).toBe(text);
    expect(await head(mine)).toBe(before);
    expect(await git(mine, "stash", "list")).toBe("");
  });

  it("whose remote is out of reach stays, with a word about it", async () => {
    const { bare, mine } = await pair();
    await removeTempDir(bare);
    const found = await sync(mine);
    expect(found.kind).toBe("offline");
    expect(syncWords(found)).toMatch(
      /^the remote could not be reached \(.+\), so this is the state of the last fetch$/,
    );
  });

  it.each([
    [
      "without an upstream",
      async (dir: string) => git(dir, "checkout", "--quiet", "-b", "own"),
      "`own` has no upstream branch",
    ],
    ["that is none", async (dir: string) => git(dir, "checkout", "--quiet", "--detach"), "HEAD is detached"],
    ["whose upstream is gone", async (dir: string) => forget(dir), "`origin/main` is gone"],
  ])("%s is left alone", async (_, prepare, why) => {
    const { mine } = await pair();
    await prepare(mine);
    expect(await sync(mine)).toEqual({ kind: "skipped", why });
  });

  async function forget(dir: string): Promise<void> {
    const bare = await git(dir, "config", "remote.origin.url");
    await git(dir, "update-ref", "-d", "refs/remotes/origin/main");
    await git(bare, "branch", "-m", "main", "trunk");
  }
});

it("asks no network where there is nothing to synchronise", async () => {
  const dir = await tempDir();
  expect(await sync(dir)).toEqual({ kind: "skipped", why: "not a git repository" });
  await git(dir, "init", "--quiet");
  expect(await sync(dir)).toEqual({ kind: "skipped", why: "no commits yet" });
});
