import { execFileSync } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { changedBetween, lookAtTree } from "../../src/repo/look.ts";
import { commitAll, gitEnv, tempDir, writeFiles } from "../helpers/temp.ts";

async function repository(): Promise<string> {
  const root = await tempDir();
  await writeFiles(root, { "a.txt": "a\n", "sub/b c.txt": "b\n", "dirty.txt": "one\n", ".gitignore": "ignored\n" });
  await commitAll(root);
  await writeFile(join(root, "dirty.txt"), "two\n");
  return root;
}

describe("a look at a work tree", () => {
  it.each<[string, (root: string) => Promise<unknown>, string[]]>([
    ["nothing", async () => undefined, []],
    ["a file edited", (root) => writeFile(join(root, "a.txt"), "b\n"), ["a.txt"]],
    ["a dirty file edited again", (root) => writeFile(join(root, "dirty.txt"), "six\n"), ["dirty.txt"]],
    ["a dirty file put back", (root) => writeFile(join(root, "dirty.txt"), "one\n"), ["dirty.txt"]],
    [
      "a file in a folder, with a blank in its name",
      (root) => writeFile(join(root, "sub/b c.txt"), "x"),
      ["sub/b c.txt"],
    ],
    ["a file gone", (root) => rm(join(root, "a.txt")), ["a.txt"]],
    ["new files in a new folder", (root) => writeFiles(root, { "new/x": "", "new/ü": "" }), ["new/x", "new/ü"]],
    ["an ignored file", (root) => writeFile(join(root, "ignored"), "x"), []],
    [
      "a commit",
      async (root) => execFileSync("git", ["commit", "-qam", "x"], { cwd: root, env: gitEnv }),
      ["HEAD", "dirty.txt"],
    ],
  ])("tells of %s", async (_, act, expected) => {
    const root = await repository();
    const before = await lookAtTree(root, { env: gitEnv });
    await act(root);
    const after = await lookAtTree(root, { env: gitEnv });
    expect(before && after && changedBetween(before, after)).toEqual(expected);
  });

  it("names files from the folder that was asked about", async () => {
    const root = await repository();
    const before = await lookAtTree(join(root, "sub"), { env: gitEnv });
    await writeFile(join(root, "sub/new"), "");
    await writeFile(join(root, "a.txt"), "b\n");
    const after = await lookAtTree(join(root, "sub"), { env: gitEnv });
    expect(before && after && changedBetween(before, after)).toEqual(["../a.txt", "new"]);
  });

  it("says nothing outside git", async () => {
    const root = join(await tempDir(), "none");
    await mkdir(root);
    expect(await lookAtTree(root, { env: { ...gitEnv, GIT_CEILING_DIRECTORIES: join(root, "..") } })).toBeUndefined();
  });
});
