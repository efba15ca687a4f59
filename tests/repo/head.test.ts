import { describe, expect, it } from "vitest";
import { gitFolder, headCommit } from "../../src/repo/git-folder.ts";
import { git, tempDir } from "../helpers/temp.ts";
import { repository } from "../repo/repositories.ts";

/** What plain files say, beside what git says. */
async function both(dir: string): Promise<[string | undefined, string]> {
  const folder = gitFolder(dir);
  if (folder === undefined) throw new Error("no .git");
  return [headCommit(folder), await git(dir, "rev-parse", "HEAD")];
}

describe("HEAD as plain files tell it", () => {
  it.each<[string, (dir: string) => Promise<unknown>]>([
    ["a branch", async () => undefined],
    ["a packed branch", (dir) => git(dir, "pack-refs", "--all")],
    ["a packed branch that moved on", (dir) => git(dir, "pack-refs", "--all").then(() => moveOn(dir))],
    ["a branch with slashes", (dir) => git(dir, "checkout", "--quiet", "-b", "feat/a/b")],
    ["a detached HEAD", (dir) => git(dir, "checkout", "--quiet", "--detach")],
  ])("is what git says: %s", async (_, prepare) => {
    const dir = await repository();
    await prepare(dir);
    const [told, asked] = await both(dir);
    expect(told).toBe(asked);
  });

  it("is that of the worktree", async () => {
    const dir = await repository();
    const other = await tempDir();
    await git(dir, "worktree", "add", "--quiet", `${other}/tree`, "-b", "other");
    await moveOn(`${other}/tree`);
    const [told, asked] = await both(`${other}/tree`);
    expect(told).toBe(asked);
    expect(told).not.toBe(await git(dir, "rev-parse", "HEAD"));
  });

  it("is not guessed before the first commit, or through another reference", async () => {
    const dir = await tempDir();
    await git(dir, "init", "--quiet");
    expect(headCommit(gitFolder(dir) ?? never())).toBeUndefined();
    const linked = await repository();
    await git(linked, "symbolic-ref", "refs/heads/alias", "refs/heads/main");
    await git(linked, "symbolic-ref", "HEAD", "refs/heads/alias");
    expect(headCommit(gitFolder(linked) ?? never())).toBeUndefined();
  });

  const moveOn = (dir: string) => git(dir, "commit", "--quiet", "--allow-empty", "--message", "On");

  function never(): never {
    throw new Error("no .git");
  }
});
