import { readFile, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { git, gitEnv, tempDir, writeFiles } from "../helpers/temp.ts";
import { baselineOf, cleanBaseline, read, repository } from "./repositories.ts";

describe("looking leaves no trace", () => {
  it("the index is not refreshed", async () => {
    const dir = await repository();
    const index = join(dir, ".git/index");
    await utimes(join(dir, "a.txt"), 1e9, 1e9);
    const before = [(await stat(index)).mtimeMs, (await readFile(index)).toString("hex")];
    expect(await baselineOf(dir)).toMatchObject({ dirty: false });
    expect([(await stat(index)).mtimeMs, (await readFile(index)).toString("hex")]).toEqual(before);
    await git(dir, "status");
    expect((await readFile(index)).toString("hex"), "an ordinary status would have refreshed it").not.toBe(before[1]);
  });

  it("neither hooks nor monitors run", async () => {
    const dir = await repository();
    const proof = join(await tempDir(), "ran");
    const script = `#!/bin/sh\ntouch '${proof}'\n`;
    await writeFile(join(dir, ".git/monitor"), script, { mode: 0o755 });
    await writeFile(join(dir, ".git/hooks/post-index-change"), script, { mode: 0o755 });
    await git(dir, "config", "core.fsmonitor", join(dir, ".git/monitor"));
    await baselineOf(dir);
    await expect(stat(proof)).rejects.toThrow("ENOENT");
    await git(dir, "status");
    await expect(stat(proof), "an ordinary status would have run them").resolves.toBeDefined();
  });
});

describe("the environment", () => {
  it("does not let a hook's variables point at another repository", async () => {
    const [dir, other] = [await repository(), await repository()];
    await git(other, "checkout", "--quiet", "-b", "other");
    const hook = { GIT_DIR: join(other, ".git"), GIT_INDEX_FILE: join(other, ".git/index"), GIT_WORK_TREE: other };
    expect(await baselineOf(dir, { env: { ...gitEnv, ...hook } })).toEqual(await cleanBaseline(dir));
  });

  it("joins a work tree and a git folder that stand apart", async () => {
    const home = await tempDir();
    const dotfiles = join(await tempDir(), "dotfiles.git");
    await git(home, "init", "--quiet", "--bare", dotfiles);
    await git(home, `--git-dir=${dotfiles}`, `--work-tree=${home}`, "commit", "--quiet", "--allow-empty", "-m", "x");
    const env = { ...gitEnv, GIT_DIR: dotfiles, GIT_WORK_TREE: home };
    expect(await baselineOf(home, { env })).toMatchObject({ kind: "commit", branch: "main" });
  });

  it("may hold programs and settings that simple-git would refuse", async () => {
    const dir = await repository();
    const refused = {
      EDITOR: "vi",
      PAGER: "less",
      PREFIX: "/usr",
      GIT_SSH_COMMAND: "ssh -v",
      GIT_PAGER: "less",
      GIT_CONFIG_COUNT: "2",
      GIT_CONFIG_KEY_0: "alias.status",
      GIT_CONFIG_VALUE_0: "!false",
      GIT_CONFIG_KEY_1: "core.excludesFile",
      GIT_CONFIG_VALUE_1: join(dir, "excluded"),
    };
    await writeFiles(dir, { excluded: "excluded\nnoise\n", noise: "" });
    expect(await baselineOf(dir, { env: { ...gitEnv, ...refused } })).toEqual(await cleanBaseline(dir));
  });

  it("may speak another language", async () => {
    const env = { ...gitEnv, LANG: "de_DE.UTF-8", LC_ALL: "de_DE.UTF-8", LANGUAGE: "de" };
    expect(await baselineOf(await repository(), { env })).toMatchObject({ kind: "commit" });
  });
});

it("an aborted run ends with the signal's reason", async () => {
  const dir = await repository();
  const reason = new Error("stopped");
  await expect(read(dir, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});
