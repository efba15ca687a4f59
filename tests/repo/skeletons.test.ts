import { expect, it } from "vitest";
import { detect } from "../../src/repo/detect.ts";
import { readGit } from "../../src/repo/git.ts";
import { diskView } from "../../src/repo/view.ts";
import { skeletons } from "../helpers/skeletons.ts";
import { git, gitEnv, tempDir, writeFiles } from "../helpers/temp.ts";

const { huge, ...small } = skeletons;

it.each(Object.entries(small))("%s is a clean repository of one commit", async (_, make) => {
  const dir = await tempDir();
  await make(dir);
  expect(await git(dir, "status", "--porcelain")).toBe("");
  expect(await git(dir, "rev-list", "--count", "main")).toBe("1");
});

it("100,000 files do not slow us down", async () => {
  const dir = await tempDir();
  await huge(dir);
  expect((await git(dir, "ls-files")).split("\n").length).toBeGreaterThan(100_000);

  const start = performance.now();
  expect(detect(diskView(dir), "folder")).toMatchObject({
    project: "huge",
    commands: { test: [{ command: "npm test" }] },
  });
  expect(performance.now() - start).toBeLessThan(500);

  const looking = performance.now();
  expect(await readGit(dir, { env: gitEnv })).toMatchObject({ baseline: { branch: "main", dirty: false } });
  expect(performance.now() - looking).toBeLessThan(5000);

  await writeFiles(dir, { "src/pkg7/new.ts": "" });
  expect(await readGit(dir, { env: gitEnv })).toMatchObject({ baseline: { dirty: true } });
});
