import { mkdir, readdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { moveFile } from "../../../src/pack/move.ts";
import { tempDir, writeFiles } from "../../helpers/temp.ts";

async function place(files: Record<string, string>): Promise<string> {
  const root = await tempDir();
  await writeFiles(root, files);
  return root;
}

test("a file moves with its bytes into a folder that was not there", async () => {
  const root = await place({ "a/x.md": "\uFEFFx\r\n" });
  await moveFile(root, "a/x.md", "b/c/y.md");
  expect(await readFile(join(root, "b/c/y.md"), "utf8")).toBe("\uFEFFx\r\n");
  expect(await readdir(join(root, "a"))).toEqual([]);
});

test("nothing is moved over a file or a link, through a link, or to where a folder stands", async () => {
  const root = await place({ "a/x.md": "x", "b/y.md": "y", "out/keep.md": "z" });
  await symlink(join(root, "out"), join(root, "link"));
  await symlink(join(root, "out/none.md"), join(root, "b/dangling.md"));
  await mkdir(join(root, "b/folder.md"));
  for (const to of ["b/y.md", "b/dangling.md", "link/x.md", "b/folder.md", "b/y.md/x.md"]) {
    await expect(moveFile(root, "a/x.md", to)).rejects.toMatchObject({ name: "Failure" });
  }
  await expect(moveFile(root, "link/keep.md", "a/keep.md")).rejects.toMatchObject({ name: "Failure" });
  expect(await readFile(join(root, "a/x.md"), "utf8")).toBe("x");
  expect(await readFile(join(root, "b/y.md"), "utf8")).toBe("y");
  expect(await readdir(join(root, "out"))).toEqual(["keep.md"]);
});
