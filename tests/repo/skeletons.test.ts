import { expect, it } from "vitest";
import { skeletons } from "../helpers/skeletons.ts";
import { git, tempDir } from "../helpers/temp.ts";

it.each(Object.entries(skeletons))("%s is a clean repository of one commit", async (name, make) => {
  const dir = await tempDir();
  await make(dir);
  expect(await git(dir, "status", "--porcelain")).toBe("");
  expect(await git(dir, "rev-list", "--count", "main")).toBe("1");
  const files = (await git(dir, "ls-files")).split("\n");
  expect(files.length > 100_000).toBe(name === "huge");
});
