import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseIgnored } from "../../src/repo/ignored.ts";
import { readSharing } from "../../src/repo/sharing.ts";
import { git, gitEnv, tempDir, writeFiles } from "../helpers/temp.ts";
import { repository } from "./repositories.ts";

const sharing = (dir: string, paths: string[], env: Record<string, string> = {}) =>
  readSharing(dir, paths, { env: { ...gitEnv, ...env } });

/** A repository with these files, none of them added. */
async function withFiles(files: Record<string, string>): Promise<string> {
  const dir = await repository();
  await writeFiles(dir, files);
  return dir;
}

describe("what git ignores, and why", () => {
  const readme = "planning/README.md";
  it.each<[string, Record<string, string>, object]>([
    ["a file", { ".gitignore": "\n*.md\n" }, { source: ".gitignore", line: 2, pattern: "*.md", covered: readme }],
    ["its folder", { ".gitignore": "planning/" }, { line: 1, pattern: "planning/", covered: "planning" }],
    ["what its folder holds", { ".gitignore": "planning/*" }, { pattern: "planning/*", covered: readme }],
    [
      "a file of patterns further down",
      { "planning/.gitignore": "*" },
      { source: "planning/.gitignore", pattern: "*", covered: readme },
    ],
    [
      "patterns of this clone",
      { ".git/info/exclude": "# mine\nplanning\n" },
      { source: ".git/info/exclude", line: 2, covered: "planning" },
    ],
    ["the last of several", { ".gitignore": "*\n!x\nplan*\n" }, { line: 3, pattern: "plan*", covered: "planning" }],
  ])("%s", async (_, patterns, why) => {
    const dir = await withFiles({ [readme]: "", ...patterns });
    expect(await sharing(dir, [readme])).toEqual({
      ignored: [expect.objectContaining({ path: readme, ...why })],
      untracked: [],
    });
  });

  it("patterns of the user's own", async () => {
    const dir = await withFiles({ [readme]: "" });
    const mine = join(await tempDir(), "mine");
    await writeFiles(mine, { ignore: "planning\n" });
    await git(dir, "config", "core.excludesFile", join(mine, "ignore"));
    const [found] = (await sharing(dir, [readme])).ignored;
    expect(found).toMatchObject({ source: join(mine, "ignore"), line: 1, pattern: "planning" });
  });

  it("not what a later pattern takes back, and not what is tracked", async () => {
    const dir = await withFiles({ [readme]: "", "CLAUDE.md": "", ".gitignore": "*.md\n!README.md\n" });
    await git(dir, "add", "--force", "CLAUDE.md");
    expect(await sharing(dir, [readme, "CLAUDE.md"])).toEqual({ ignored: [], untracked: [readme] });
  });

  it("the folder is named although something in it is tracked", async () => {
    const dir = await withFiles({ [readme]: "", "planning/old.md": "", ".gitignore": "planning/\n" });
    await git(dir, "add", "--force", "planning/old.md");
    expect((await sharing(dir, [readme])).ignored).toMatchObject([{ path: readme, covered: "planning" }]);
  });

  it.each<[string, Record<string, string>, object]>([
    ["its own patterns", { "part/api/.gitignore": "planning" }, { source: ".gitignore", covered: "planning" }],
    ["those further up", { "part/.gitignore": "planning" }, { source: "../.gitignore", covered: "planning" }],
    ["those that ignore it whole", { ".gitignore": "part\n" }, { source: "../../.gitignore", covered: "" }],
    ["those of this clone", { ".git/info/exclude": "api\n" }, { source: "../../.git/info/exclude", covered: "" }],
  ])("from a folder below the top: %s", async (_, patterns, why) => {
    const dir = await withFiles({ [`part/api/${readme}`]: "", ...patterns });
    expect((await sharing(join(dir, "part/api"), [readme])).ignored).toMatchObject([{ path: readme, line: 1, ...why }]);
  });

  it.each(['planning/ü "q" `b`.md', "planning/[a]*.md", "planning/-x.md"])("a file called %s", async (name) => {
    const dir = await withFiles({ [name]: "", "planning/a.md": "", ".gitignore": "planning/[^a]*\nplanning/\\[*" });
    await git(dir, "add", "planning/a.md");
    expect((await sharing(dir, [name])).ignored.map(({ path }) => path)).toEqual([name]);
    await writeFiles(dir, { ".gitignore": "" });
    expect(await sharing(dir, [name, "planning/a.md"])).toMatchObject({ ignored: [], untracked: [name] });
  });

  it("one path that git will not look at does not hide the others", async () => {
    const dir = await withFiles({ [readme]: "", "real/x.md": "", ".gitignore": "planning\n" });
    await symlink("real", join(dir, "link"));
    expect((await sharing(dir, ["link/x.md", readme])).ignored.map(({ path }) => path)).toEqual([readme]);
  });
});

describe("what git does not have", () => {
  it("files that nobody added", async () => {
    const dir = await withFiles({ "b.txt": "", "c.txt": "" });
    await git(dir, "add", "c.txt");
    expect((await sharing(dir, ["a.txt", "b.txt", "c.txt"])).untracked).toEqual(["b.txt"]);
  });

  it("before the first commit too", async () => {
    const dir = await tempDir();
    await git(dir, "init", "--quiet");
    await writeFiles(dir, { "a.txt": "" });
    expect((await sharing(dir, ["a.txt"])).untracked).toEqual(["a.txt"]);
  });

  it.each<[string, (dir: string) => Promise<unknown>, Record<string, string>]>([
    ["no repository", async () => undefined, {}],
    ["no git", (dir) => git(dir, "init", "--quiet"), { PATH: "" }],
    ["a damaged repository", (dir) => writeFiles(dir, { ".git": "nonsense" }), {}],
  ])("%s: nothing is said", async (_, make, env) => {
    const dir = await tempDir();
    await make(dir);
    await writeFiles(dir, { "a.txt": "" });
    expect(await sharing(dir, ["a.txt"], env)).toMatchObject({ ignored: [], untracked: [] });
  });
});

it("an aborted look ends with the signal's reason", async () => {
  const reason = new Error("stopped");
  const dir = await repository();
  await expect(readSharing(dir, ["a.txt"], { env: gitEnv, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});

describe("git's rows", () => {
  it.each([
    [".gitignore:3:planning/\tplanning/x", { source: ".gitignore", line: 3, pattern: "planning/", path: "planning/x" }],
    ["C:/me/ignore:12:a:3:b\tx y", { source: "C:/me/ignore", line: 12, pattern: "a:3:b", path: "x y" }],
    ['"a\\"b:1:\\\\/.gitignore":2:*\t"a\\"b/\\303\\t"', { source: 'a"b:1:\\/.gitignore', line: 2 }],
  ])("%j", (row, expected) => expect(parseIgnored(`${row}\n`)).toEqual([expect.objectContaining(expected)]));

  it.each(["", "\n", "::\tx", ".gitignore:1:!x\tx", "nonsense"])("%j says nothing", (row) => {
    expect(parseIgnored(row)).toEqual([]);
  });
});
