import { chown, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findRoot, type GitOptions } from "../../src/repo/git.ts";
import { commitAll, git, gitEnv, tempDir, writeFiles } from "../helpers/temp.ts";
import { baselineOf, read, repository } from "./repositories.ts";

describe("no baseline, and why", () => {
  const expectWhy = async (dir: string, why: RegExp | string, options?: GitOptions) => {
    const facts = await read(dir, options);
    expect(facts).toEqual({
      baseline: { kind: "none", why: expect.stringMatching(why) },
      defaultBranch: undefined,
      branches: [],
    });
    expect(JSON.stringify(facts)).not.toContain(dir);
  };

  it("outside git", async () => expectWhy(await tempDir(), /^not a git repository$/));

  it("a bare repository", async () => {
    const dir = await tempDir();
    await git(dir, "init", "--quiet", "--bare");
    await expectWhy(dir, /^a bare repository has no working tree$/);
  });

  it("git is not installed", async () => {
    await expectWhy(await repository(), /^git is not installed$/, { env: { ...gitEnv, PATH: await tempDir() } });
  });

  it.skipIf(process.getuid?.() !== 0)("another user's repository", async () => {
    const dir = await repository();
    await chown(dir, 12345, 12345);
    await chown(join(dir, ".git"), 12345, 12345);
    await expectWhy(dir, /another user owns it, see `safe\.directory`/);
    const trusting = { GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "safe.directory", GIT_CONFIG_VALUE_0: "*" };
    expect(await baselineOf(dir, { env: { ...gitEnv, ...trusting } })).toMatchObject({ kind: "commit" });
  });

  const damages: [string, RegExp, (dotGit: string) => Promise<unknown>][] = [
    [
      "an empty .git folder",
      /^`\.git` is damaged/,
      (dotGit) => rm(dotGit, { recursive: true }).then(() => mkdir(dotGit)),
    ],
    ["HEAD lost", /^`\.git` is damaged/, (dotGit) => rm(join(dotGit, "HEAD"))],
    ["HEAD overwritten", /^`\.git` is damaged/, (dotGit) => writeFile(join(dotGit, "HEAD"), "\0\0\0")],
    [
      ".git is an empty file",
      /^`\.git` is damaged/,
      (dotGit) => rm(dotGit, { recursive: true }).then(() => writeFile(dotGit, "")),
    ],
    [
      ".git leads nowhere",
      /^`\.git` is damaged/,
      (dotGit) => rm(dotGit, { recursive: true }).then(() => writeFile(dotGit, "gitdir: nowhere\n")),
    ],
    [
      "objects lost",
      /^git cannot read the repository: bad object HEAD$/,
      (dotGit) => rm(join(dotGit, "objects"), { recursive: true }).then(() => mkdir(join(dotGit, "objects"))),
    ],
    ["a broken index", /^git cannot read the repository: .*index/, (dotGit) => writeFile(join(dotGit, "index"), "x")],
    [
      "a broken configuration",
      /^git cannot read the repository: bad config line 1/,
      (dotGit) => writeFile(join(dotGit, "config"), "[core\n"),
    ],
    [
      "an emptied branch",
      /^git cannot read the repository: HEAD names a branch that is damaged$/,
      (dotGit) => writeFile(join(dotGit, "refs/heads/main"), ""),
    ],
  ];
  it.each(damages)("%s", async (_, why, damage) => {
    const outer = await repository();
    const dir = join(outer, "inner");
    await writeFiles(dir, { "a.txt": "a\n" });
    await commitAll(dir);
    await damage(join(dir, ".git"));
    await expectWhy(dir, why);
    expect(await findRoot(dir, gitEnv)).toEqual({ root: dir, git: "repository" });
  });

  it("git hangs", async () => {
    const bin = await tempDir();
    await writeFile(join(bin, "git"), "#!/bin/sh\nexec sleep 30\n", { mode: 0o755 });
    const env = { ...gitEnv, PATH: `${bin}:${gitEnv.PATH}` };
    await expectWhy(await repository(), /^git took too long to answer$/, { env, timeout: 200 });
  });

  it("git dies in the middle of its answer", async () => {
    const bin = await tempDir();
    await writeFile(join(bin, "git"), "#!/bin/sh\nprintf '# branch.oid abc'\nkill -9 $$\n", { mode: 0o755 });
    const env = { ...gitEnv, PATH: `${bin}:${gitEnv.PATH}` };
    await expectWhy(await repository(), /^git cannot read the repository: its answer was cut off$/, { env });
  });
});
