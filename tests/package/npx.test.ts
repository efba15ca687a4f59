import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nextLine, writeNextVersion } from "../helpers/next-version.ts";
import { commitAll, git, makeTempDir, removeTempDir, writeFiles } from "../helpers/temp.ts";
import { snapshot } from "../helpers/tree.ts";
import { npm, pack } from "./published.ts";

/** What writing a file would change, for every file outside `.git`. */
async function traces(root: string): Promise<Record<string, string>> {
  const paths = Object.keys(await snapshot(root));
  const stats = paths.map(async (path) => {
    const { ino, mtimeMs, size } = await stat(join(root, path));
    return [path, `${ino} ${mtimeMs} ${size}`] as const;
  });
  return Object.fromEntries(await Promise.all(stats));
}

describe("the packed program, through npx in a strange repository", () => {
  let home: string;
  let root: string;
  let planInit: (...args: string[]) => Promise<string>;

  beforeAll(async () => {
    home = await makeTempDir();
    const { filename } = await pack(home);
    root = join(home, "somebody's repository");
    await mkdir(root);
    await writeFiles(root, { "go.mod": "module example.org/tide\n\ngo 1.22\n", "README.md": "# tide\n" });
    await commitAll(root);
    planInit = (...args) => npm(home, root, "npx", "--yes", `file:${join(home, filename)}`, ...args);
  });
  afterAll(() => removeTempDir(home));

  it("scaffolds, writes nothing the second time, and upgrades over an edit", async () => {
    expect(await planInit("--yes")).toContain("Created a planning loop for tide (Go)");
    expect(await git(root, "status", "--porcelain", "README.md", "go.mod")).toBe("");

    const before = await traces(root);
    expect(await planInit("--yes")).toContain("Up to date");
    expect(await traces(root)).toEqual(before);

    const runner = join(root, "planning/DEV_RUNNER.md");
    await writeFile(runner, (await readFile(runner, "utf8")).replace(/^# .*$/m, "$&\n\nA line of our own."));
    await writeNextVersion(join(home, "next"));
    expect(await planInit("--yes", "--templates", join(home, "next"))).toMatch(/merged +planning\/DEV_RUNNER\.md/);
    const merged = await readFile(runner, "utf8");
    expect(merged).toContain("A line of our own.");
    expect(merged).toContain(nextLine);
  });
});
