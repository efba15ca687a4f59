import { execFileSync } from "node:child_process";
import { chmod, link, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { diskView, viewOf } from "../../src/repo/view.ts";
import { tempDir, writeFiles } from "../helpers/temp.ts";
import { recordView } from "./record-view.ts";

const files = { "a.txt": "a\n", "b/c.txt": "c\n", "b/d/e.txt": "", Z: "z" };

async function folder(): Promise<string> {
  const dir = await tempDir();
  await writeFiles(dir, files);
  return dir;
}

describe.each([
  ["the disk", async () => diskView(await folder())],
  ["a record", async () => recordView(files)],
  [
    "a folder of the disk",
    async () => viewOf(diskView(join(await folder(), "..")), (await folder()).split("/").at(-1) ?? ""),
  ],
])("%s", (_, make) => {
  it("answers", async () => {
    const view = await make();
    expect(view.list("")).toEqual(["Z", "a.txt", "b/"]);
    expect(view.list("b")).toEqual(["c.txt", "d/"]);
    expect(["a.txt", "nope"].map((path) => view.list(path))).toEqual([[], []]);
    expect(["a.txt", "b", "b/c.txt", "", "nope", "a.txt/x"].map((path) => view.has(path))).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(["a.txt", "b/d/e.txt", "b", "nope"].map((path) => view.read(path))).toEqual([
      "a\n",
      "",
      undefined,
      undefined,
    ]);
    expect(["a.txt", "b", "nope"].map((path) => view.size(path))).toEqual([2, undefined, undefined]);
  });
});

describe("the disk", () => {
  it("is not left: neither by dots, nor by absolute paths, nor by symlinks", async () => {
    const dir = await folder();
    const outside = await tempDir();
    await writeFiles(outside, { "secret.txt": "secret" });
    await symlink(outside, join(dir, "out"));
    await symlink(join(outside, "secret.txt"), join(dir, "out.txt"));
    await symlink("nowhere", join(dir, "dangling"));
    await symlink("loop", join(dir, "loop"));
    const view = diskView(dir);
    const away = [
      "out",
      "out/secret.txt",
      "out.txt",
      "dangling",
      "loop",
      `../${outside}/secret.txt`,
      "..",
      "/etc",
      "a\0b",
    ];
    for (const path of away) {
      expect(view.has(path), path).toBe(false);
      expect(view.read(path), path).toBeUndefined();
      expect(view.size(path), path).toBeUndefined();
      expect(view.list(path), path).toEqual([]);
    }
    expect(view.list("")).toEqual(["Z", "a.txt", "b/"]);
  });

  it("does not take a neighbour whose name begins like the root's for the inside", async () => {
    const parent = await tempDir();
    await writeFiles(parent, { "root/a": "", "root-secret/b": "secret" });
    await symlink("../root-secret/b", join(parent, "root/link"));
    expect(diskView(join(parent, "root")).has("link")).toBe(false);
  });

  it("follows symlinks that stay", async () => {
    const dir = await folder();
    await symlink("b", join(dir, "to-folder"));
    await symlink("a.txt", join(dir, "to-file"));
    const view = diskView(dir);
    expect(view.list("")).toEqual(["Z", "a.txt", "b/", "to-file", "to-folder/"]);
    expect([view.read("to-file"), view.read("to-folder/c.txt")]).toEqual(["a\n", "c\n"]);
  });

  it("reads only text of at most one MiB, without a byte order mark", async () => {
    const dir = await tempDir();
    const mib = 1024 * 1024;
    await writeFile(join(dir, "most"), "x".repeat(mib));
    await writeFile(join(dir, "more"), "x".repeat(mib + 1));
    await writeFile(join(dir, "nul"), "a\0b");
    await writeFile(join(dir, "latin1"), Buffer.from([0x66, 0xfc]));
    await writeFile(join(dir, "bom"), "\ufeffa");
    const view = diskView(dir);
    expect(["most", "more", "nul", "latin1", "bom"].map((name) => view.read(name)?.length)).toEqual([
      mib,
      undefined,
      undefined,
      undefined,
      1,
    ]);
    expect(view.size("more")).toBe(mib + 1);
  });

  it("does not wait at a pipe", async () => {
    const dir = await tempDir();
    execFileSync("mkfifo", [join(dir, "package.json")]);
    const view = diskView(dir);
    expect([view.has("package.json"), view.read("package.json"), view.size("package.json")]).toEqual([
      true,
      undefined,
      undefined,
    ]);
  });

  it.skipIf(process.getuid?.() === 0)("takes what may not be read for absent", async () => {
    const dir = await folder();
    await chmod(join(dir, "a.txt"), 0);
    await chmod(join(dir, "b"), 0);
    const view = diskView(dir);
    expect([view.read("a.txt"), view.read("b/c.txt"), view.list("b")]).toEqual([undefined, undefined, []]);
    await chmod(join(dir, "b"), 0o700);
  });

  it("lists at most 5,000 names", async () => {
    const dir = await tempDir();
    await mkdir(join(dir, "many"));
    await writeFile(join(dir, "many/0"), "");
    for (let n = 1; n < 5100; n++) await link(join(dir, "many/0"), join(dir, `many/${n}`));
    expect(diskView(dir).list("many")).toHaveLength(5000);
  });
});
