import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type History, readHistory } from "../../src/repo/history.ts";
import { git, gitEnv, tempDir, writeFiles } from "../helpers/temp.ts";
import { clone, repository } from "../repo/repositories.ts";

const look = (dir: string, commit: string, paths: string[]) => readHistory(dir, commit, paths, { env: gitEnv });

/** What is known; fails the test when git could not tell. */
async function known(dir: string, commit: string, paths: string[]): Promise<Extract<History, { kind: "known" }>> {
  const history = await look(dir, commit, paths);
  if (history.kind !== "known") throw new Error(JSON.stringify(history));
  return history;
}

const head = (dir: string) => git(dir, "rev-parse", "HEAD");

/** Commits files and returns the hash. */
async function commit(dir: string, files: Record<string, string>, message = "Change"): Promise<string> {
  await writeFiles(dir, files);
  await git(dir, "add", "--all");
  await git(dir, "commit", "--quiet", "--message", message);
  return head(dir);
}

const touching = ({ touches }: { touches: { message: string; paths: string[] }[] }) =>
  touches.map(({ message, paths }) => [message, ...paths]);

describe("commits since the baseline", () => {
  it("are those that touch the paths asked about", async () => {
    const dir = await repository();
    const base = await commit(dir, { "src/a.ts": "1", "src/b.ts": "1", "docs/x.md": "1" });
    await commit(dir, { "docs/x.md": "2" }, "Elsewhere");
    await commit(dir, { "src/a.ts": "2", "docs/x.md": "3" }, "Touch a");
    expect(touching(await known(dir, base, ["src/a.ts", "src/b.ts"]))).toEqual([["Touch a", "src/a.ts"]]);
  });

  it("count for folders, wildcards and braces", async () => {
    const dir = await repository();
    const base = await commit(dir, { "src/deep/a.ts": "1", "lib/b.ts": "1", "lib/b.css": "1" });
    await commit(dir, { "src/deep/a.ts": "2" }, "Deep");
    await commit(dir, { "lib/b.ts": "2" }, "Lib");
    await commit(dir, { "lib/b.css": "2" }, "Style");
    expect(touching(await known(dir, base, ["src/"]))).toEqual([["Deep", "src/deep/a.ts"]]);
    expect(touching(await known(dir, base, ["**/*.ts"]))).toEqual([
      ["Lib", "lib/b.ts"],
      ["Deep", "src/deep/a.ts"],
    ]);
    expect(touching(await known(dir, base, ["lib/*.{js,ts}"]))).toEqual([["Lib", "lib/b.ts"]]);
  });

  it("take brackets, blanks and everything else in a name to the letter", async () => {
    const dir = await repository();
    const odd = ["app/[id]/page.tsx", "a b/ü.ts", ":(top)x", "-n", 'q"uote'];
    const base = await commit(dir, Object.fromEntries(odd.map((name) => [name, "1"])));
    await commit(dir, Object.fromEntries(odd.map((name) => [name, "2"])), "All");
    for (const name of odd) expect(touching(await known(dir, base, [name])), name).toEqual([["All", name]]);
    expect(touching(await known(dir, base, ["app/i/page.tsx", "app/[id]/*.ts"]))).toEqual([]);
    expect(touching(await known(dir, base, ["app/[id]/*.tsx"]))).toEqual([["All", "app/[id]/page.tsx"]]);
  });

  it("leave out what was changed and changed back, and clean merges", async () => {
    const dir = await repository();
    const base = await commit(dir, { "a.ts": "1", "b.ts": "1" });
    await commit(dir, { "a.ts": "2" }, "There");
    await commit(dir, { "a.ts": "1" }, "Back");
    expect(touching(await known(dir, base, ["a.ts"]))).toEqual([]);
    await git(dir, "checkout", "--quiet", "-b", "side", base);
    await commit(dir, { "b.ts": "2" }, "On the side");
    await git(dir, "checkout", "--quiet", "main");
    await git(dir, "merge", "--quiet", "--no-ff", "-m", "Merge", "side");
    expect(touching(await known(dir, base, ["b.ts"]))).toEqual([["On the side", "b.ts"]]);
  });

  it("are read from a folder below the top, whose names they have", async () => {
    const dir = await repository();
    const base = await commit(dir, { "api/src/a.ts": "1", "web/src/a.ts": "1" });
    await commit(dir, { "api/src/a.ts": "2", "web/src/a.ts": "2" }, "Both");
    const history = await known(join(dir, "api"), base, ["src/a.ts", "src/none.ts"]);
    expect(touching(history)).toEqual([["Both", "src/a.ts"]]);
    expect(["src/a.ts", "src/none.ts"].map((each) => history.stood?.(each))).toEqual([true, false]);
  });

  it("keep messages whole, whatever stands in them", async () => {
    const dir = await repository();
    const base = await head(dir);
    await commit(dir, { "a.txt": "2" }, ">a\n\n\u001e\u0001 0123456789012345678901234567890123456789\n\na.txt");
    const [touch] = (await known(dir, base, ["a.txt"])).touches;
    expect(touch).toMatchObject({ message: expect.stringMatching(/^>a\n\n.*\n\na\.txt$/s), paths: ["a.txt"] });
  });

  it("are not changed by the user's settings", async () => {
    const dir = await repository();
    const base = await head(dir);
    await commit(dir, { "a.txt": "2" }, "Two");
    for (const setting of ["log.follow true", "log.showSignature true", "diff.renames copies", "color.ui always"]) {
      await git(dir, "config", ...setting.split(" "));
    }
    expect(touching(await known(dir, base, ["a.txt"]))).toEqual([["Two", "a.txt"]]);
  });
});

describe("a baseline of long ago", () => {
  /** Commits for `git fast-import`, oldest first: each writes one file. */
  const commits = (files: readonly string[]): string =>
    files
      .map((file, at) => {
        const from = at === 0 ? "from refs/heads/main^0\n" : "";
        const time = 1735787046 + at;
        const head = `commit refs/heads/main\ncommitter T <t@example.org> ${time} +0000\ndata 1\nx\n${from}`;
        return `${head}M 100644 inline ${file}\ndata ${String(at).length}\n${at}\n`;
      })
      .join("\n");

  it("has the newest 1,000 commits looked at, and paths that changed before are named", async () => {
    const dir = await repository();
    const base = await commit(dir, { "old.ts": "1", "new.ts": "1", "same.ts": "1" });
    const files = ["old.ts", ...Array.from({ length: 1100 }, () => "elsewhere.txt"), "new.ts"];
    execFileSync("git", ["fast-import", "--quiet"], { cwd: dir, env: gitEnv, input: commits(files) });
    const history = await known(dir, base, ["old.ts", "new.ts", "same.ts"]);
    expect(touching(history)).toEqual([["x", "new.ts"]]);
    expect(history.older).toEqual(["old.ts"]);
  });
});

describe("what stood at the baseline", () => {
  it("is told of files, folders and globs; of the inside of links and submodules nothing is claimed", async () => {
    const dir = await repository();
    await writeFiles(dir, { "src/a.ts": "1" });
    await git(dir, "update-index", "--add", "--cacheinfo", `160000,${await head(dir)},vendor/lib`);
    await git(dir, "add", "src");
    await git(dir, "commit", "--quiet", "--message", "Vendor");
    const { stood } = await known(dir, await head(dir), [
      "src/a.ts",
      "src",
      "src/new.ts",
      "vendor/lib/x.c",
      "gone/*.ts",
    ]);
    const asked = [
      "src/a.ts",
      "src/",
      "src",
      "./src/a.ts",
      "src/*.ts",
      "vendor/lib/x.c",
      "src/new.ts",
      "gone/*.ts",
      "no",
    ];
    expect(asked.filter((each) => !stood?.(each))).toEqual(["src/new.ts", "gone/*.ts", "no"]);
  });
});

describe("a baseline that is", () => {
  it.each([
    ["in no repository's history", "0123456789012345678901234567890123456789"],
    ["abbreviated and unknown", "0123456"],
  ])("%s is unknown", async (_, hash) => {
    expect(await look(await repository(), hash, ["a.txt"])).toEqual({ kind: "unknown", shallow: false });
  });

  it("claimed before the first commit is unknown", async () => {
    const dir = await tempDir();
    await git(dir, "init", "--quiet");
    expect(await look(dir, "0123456789", ["a.txt"])).toEqual({ kind: "unknown", shallow: false });
  });

  it("abbreviated is found", async () => {
    const dir = await repository();
    const base = (await head(dir)).slice(0, 7);
    expect(await known(dir, base, ["a.txt"])).toMatchObject({ fork: undefined, touches: [] });
  });

  it("rebased away, but still there: what HEAD has since the fork counts", async () => {
    const dir = await repository();
    const fork = await head(dir);
    const base = await commit(dir, { "a.txt": "mine" }, "Mine");
    await git(dir, "checkout", "--quiet", "-B", "main", fork);
    await commit(dir, { "a.txt": "theirs" }, "Theirs");
    const history = await known(dir, base, ["a.txt"]);
    expect(history).toMatchObject({ fork });
    expect(touching(history)).toEqual([["Theirs", "a.txt"]]);
  });

  it("of another root shares nothing", async () => {
    const dir = await repository();
    const base = await head(dir);
    await git(dir, "checkout", "--quiet", "--orphan", "other");
    await git(dir, "commit", "--quiet", "--message", "Other");
    expect(await known(dir, base, ["a.txt"])).toMatchObject({ fork: "" });
  });

  it("cut off by a shallow clone is not said to be wrong", async () => {
    const { origin, copy } = await clone("--depth=1");
    const base = await head(copy);
    expect(await known(copy, base, ["a.txt"])).toMatchObject({ touches: [] });
    const older = await git(origin, "rev-parse", "HEAD");
    expect(older).toBe(base);
    expect(await look(copy, "0123456789012345678901234567890123456789", [])).toEqual({
      kind: "unknown",
      shallow: true,
    });
  });
});

describe("where git cannot tell", () => {
  it.each([
    ["no repository", async () => tempDir(), "not a git repository"],
    ["damaged", async () => damaged(), "`.git` is damaged, git does not recognise it"],
  ])("%s", async (_, make, why) => {
    expect(await look(await make(), "0123456789", ["a.txt"])).toEqual({ kind: "unavailable", why });
  });

  async function damaged(): Promise<string> {
    const dir = await tempDir();
    await writeFiles(dir, { ".git": "nonsense\n" });
    return dir;
  }
});
