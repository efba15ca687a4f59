import { chmod, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { git, tempDir, writeFiles } from "../../helpers/temp.ts";
import { snapshot } from "../../helpers/tree.ts";
import { aField, aFieldWithoutGit, type Field, playing, scaffold } from "./a-repository.ts";

const branch = "chore/planner-20250304-0506";
const files = async (root: string, ref: string): Promise<string[]> =>
  (await git(root, "diff-tree", "-r", "--root", "--no-commit-id", "--name-only", ref)).split("\n");

/** Everything of the user's that a commit must leave alone. */
async function stateOf(root: string): Promise<unknown> {
  const index = await git(root, "ls-files", "--stage");
  return {
    tree: await snapshot(root),
    index,
    head: await readFile(join(root, ".git/HEAD"), "utf8").catch(() => ""),
    status: await git(root, "status", "--porcelain"),
  };
}

/** What commits may change on the disk: their own outcome. */
const withoutRecord = (state: unknown): unknown =>
  JSON.parse(JSON.stringify(state).replace(/"planning\/_runs\/[^"]*strategy\.json":"(?:[^"\\]|\\.)*"/g, '"record":""'));

describe("the commit of a run", () => {
  it("has what the run wrote and nothing else, and leaves branch, index and files as they were", async () => {
    const on = await aField({ "src/a.ts": "1\n" });
    const { id } = await on.playThrough();
    await on.write({
      "src/a.ts": "2\n",
      "src/staged.ts": "3\n",
      "planning/notes.md": "mine\n",
      "planning/_state/CANONICAL_PLAN.md": "# Plan\n",
    });
    await git(on.root, "add", "src/staged.ts");
    const before = await stateOf(on.root);
    const head = await git(on.root, "rev-parse", "HEAD");
    expect(await on.json("commit")).toMatchObject({ exit: 0, document: { data: { branch } } });
    expect(withoutRecord(await stateOf(on.root))).toEqual(withoutRecord(before));
    expect(await git(on.root, "rev-parse", "HEAD", `${branch}^`)).toBe(`${head}\n${head}`);
    expect(await files(on.root, branch)).toEqual([
      `planning/_runs/${id}/context.md`,
      `planning/_runs/${id}/seen.json`,
      `planning/_runs/${id}/strategy.json`,
      `planning/_runs/${id}/tree.md`,
      "planning/strategy/journal/2025-03-04.md",
      "planning/strategy/state.json",
    ]);
    const message = await git(on.root, "log", "-1", "--format=%B", branch);
    expect(message).toBe(`chore(planning): strategy run 1\n\nConstraints: @bootstrap\n\nStrategy-Run: ${id}\n`);
    expect(JSON.parse(await git(on.root, "show", `${branch}:planning/_runs/${id}/strategy.json`))).toMatchObject({
      ended: "2025-03-04T05:06:07Z",
      outcomes: { commit: { result: "done", words: `on ${branch}` } },
    });
  });

  it("once more with nothing new it is the same commit; with something new there is one on top", async () => {
    const on = await aField();
    await on.say("start");
    await on.say("tree");
    expect((await on.json("commit")).document.notes).toEqual([expect.stringContaining("not at its end")]);
    const first = await git(on.root, "rev-parse", branch);
    expect(await on.say("commit")).toMatchObject({ exit: 0, stdout: expect.stringContaining("Committed already") });
    expect(await git(on.root, "rev-parse", branch)).toBe(first);
    await on.say("journal");
    await on.fill();
    await on.say("journal");
    await on.say("end");
    await on.say("commit");
    expect(await git(on.root, "rev-parse", `${branch}^`)).toBe(first);
  });

  it("goes into the branch that is checked out as its words say", async () => {
    const on = await aField();
    await on.playThrough();
    await on.say("commit");
    await git(on.root, "add", "planning");
    await git(on.root, "merge", "--ff-only", branch);
    expect(await git(on.root, "status", "--porcelain")).toBe("");
  });

  it("the tree is in it where the run changed it, and not where somebody had before", async () => {
    const on = await aField();
    const tree = "planning/_state/PREREQUISITES.md";
    await on.edit(tree, (text) => `${text}\n<!-- mine -->\n`);
    await on.say("start");
    await on.say("commit");
    expect(await files(on.root, branch)).not.toContain(tree);
    await on.edit(tree, (text) => text.replace("[ ] Bootstrap", "[x] Bootstrap"));
    await on.say("tree");
    // Looking once more does not make it somebody else's.
    await on.say("preflight", "--min-memory", "0");
    await on.say("commit");
    expect(await git(on.root, "show", `${branch}:${tree}`)).toContain("[x] Bootstrap");
  });

  it("what a run moved is moved in it", async () => {
    const [from, to] = ["unreviewed", "dismissed"].map((state) => `planning/strategy/predictions/${state}/slow-ci.md`);
    const on = await aField({
      [String(from)]: "---\ndate: 2025-03-01\nevidence:\n  - ci took an hour\n---\n# CI is slow\n\nIt is.\n",
    });
    await on.say("start");
    expect(await on.say("triage", "slow-ci", "--dismiss", "it is the tests, not CI")).toMatchObject({ exit: 0 });
    await on.say("commit");
    expect(
      await git(on.root, "diff-tree", "-r", "--name-status", "--no-renames", "HEAD", branch, "--", "planning/strategy"),
    ).toBe(`A\t${to}\nD\t${from}`);
  });
});

describe("wherever the repository stands", () => {
  const playAll = async (on: Field) => {
    await on.playThrough();
    return on.say("commit");
  };

  it("a linked worktree, with HEAD detached", async () => {
    const on = await aField();
    const other = join(await tempDir(), "other");
    await git(on.root, "worktree", "add", "--quiet", "--detach", other);
    expect(await playAll(playing(other))).toMatchObject({ exit: 0 });
    expect(await git(on.root, "rev-parse", `${branch}^`)).toBe(await git(other, "rev-parse", "HEAD"));
    expect(await git(other, "branch", "--show-current")).toBe("");
  });

  it("before the first commit", async () => {
    const root = await tempDir();
    await writeFiles(root, scaffold);
    await git(root, "init", "--quiet");
    expect(await playAll(playing(root))).toMatchObject({ exit: 0 });
    expect(await git(root, "rev-list", "--count", branch)).toBe("1");
    expect(await files(root, branch)).toContain("planning/strategy/state.json");
  });

  it("a folder of a monorepo", async () => {
    const root = await tempDir();
    await writeFiles(join(root, "apps/web"), { ...scaffold, "planning/.plan-init/manifest.json": "{}" });
    await writeFiles(root, { "README.md": "top\n" });
    await git(root, "init", "--quiet");
    await git(root, "add", "--all");
    await git(root, "commit", "--quiet", "-m", "Start");
    expect(await playAll(playing(join(root, "apps/web")))).toMatchObject({ exit: 0 });
    expect((await files(root, branch)).every((file) => file.startsWith("apps/web/planning/"))).toBe(true);
  });

  it("outside git nothing is committed, and that is said", async () => {
    const on = await aFieldWithoutGit();
    expect(await playAll(on)).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining("Nothing was committed: not a git repository"),
    });
    expect((await on.runs())[0]?.outcomes.commit).toMatchObject({ result: "skipped" });
  });

  it("runs that git ignores stay out", async () => {
    const on = await aField({ ".gitignore": "planning/_runs/\n" });
    await playAll(on);
    expect(await files(on.root, branch)).toEqual([
      "planning/strategy/journal/2025-03-04.md",
      "planning/strategy/state.json",
    ]);
  });
});

describe("what keeps a commit from being made", () => {
  it("a branch of that name that is somebody else's, or checked out: the next name", async () => {
    const on = await aField();
    await git(on.root, "branch", branch);
    await on.playThrough();
    await on.say("commit");
    await git(on.root, "checkout", "--quiet", "--force", `${branch}-2`);
    const tip = await git(on.root, "rev-parse", `${branch}-2`);
    await on.edit("planning/strategy/journal/2025-03-04.md", (text) => `${text}\nMore.\n`);
    expect(await on.json("commit")).toMatchObject({ exit: 0, document: { data: { branch: `${branch}-3` } } });
    expect(await git(on.root, "rev-parse", `${branch}-2`)).toBe(tip);
  });

  it("a secret in it: the step fails and is told of, and the value is not", async () => {
    const on = await aField();
    await on.say("start");
    await on.say("journal");
    const secret = `ghp_${"a8Kd0Zq3Lw7Xr5Tn".repeat(3).slice(0, 36)}`;
    await on.edit("planning/strategy/journal/2025-03-04.md", (text) => `${text}\n${secret}\n`);
    const { exit, stderr } = await on.say("commit");
    expect({ exit, stderr }).toMatchObject({ exit: 4, stderr: expect.stringContaining("(GitHub token)") });
    expect(stderr + JSON.stringify(await on.runs())).not.toContain(secret);
    expect((await on.runs())[0]?.outcomes.commit?.result).toBe("failed");
    expect(await git(on.root, "branch", "--list", "chore/*")).toBe("");
  });

  it("a record that names what no run writes", async () => {
    const on = await aFieldWithoutGit();
    await on.say("start");
    const { id } = await on.open();
    const strange = [
      "../outside.md",
      "src/a.ts",
      "planning/VISION.md",
      "planning/strategy/backlog/../../../x.md",
      "planning/strategy/backlog/a/b.md",
    ];
    for (const path of strange) {
      await on.edit(`planning/_runs/${id}/strategy.json`, (text) =>
        JSON.stringify({ ...JSON.parse(text), wrote: [path] }),
      );
      const { exit, stderr } = await on.say("commit");
      expect({ path, exit, stderr }).toEqual({
        path,
        exit: 4,
        stderr: expect.stringContaining("which no strategy run writes"),
      });
    }
  });

  it("a link in the place of a file", async () => {
    const on = await aField();
    await on.say("start");
    const { id } = await on.open();
    await writeFile(join(on.root, "secret.txt"), "mine\n");
    await symlink(join(on.root, "secret.txt"), join(on.root, "planning/strategy/backlog.md"));
    await on.write({ "planning/strategy/backlog/.keep": "" });
    await symlink(join(on.root, "secret.txt"), join(on.root, "planning/strategy/backlog/a.md"));
    await on.edit(`planning/_runs/${id}/strategy.json`, (text) =>
      JSON.stringify({ ...JSON.parse(text), wrote: ["planning/strategy/backlog/a.md"] }),
    );
    expect(await on.say("commit")).toMatchObject({ exit: 4, stderr: expect.stringContaining("symbolic link") });
  });

  it("git that does not know who commits, or cannot sign: its reason, and nothing is different", async () => {
    const on = await aField();
    await on.say("start");
    await git(on.root, "config", "commit.gpgSign", "true");
    await git(on.root, "config", "gpg.program", "false");
    expect(await on.say("commit")).toMatchObject({ exit: 1, stderr: expect.stringContaining("could not sign") });
    expect(await git(on.root, "branch", "--list", "chore/*")).toBe("");
    await git(on.root, "config", "commit.gpgSign", "false");
    expect(await on.say("commit")).toMatchObject({ exit: 0 });
  });

  it("hooks of the user's do not run: nothing of theirs is checked out", async () => {
    const on = await aField();
    await on.say("start");
    for (const hook of ["pre-commit", "commit-msg", "post-commit"]) {
      await writeFile(join(on.root, ".git/hooks", hook), "#!/bin/sh\nexit 1\n");
      await chmod(join(on.root, ".git/hooks", hook), 0o755);
    }
    expect(await on.say("commit")).toMatchObject({ exit: 0 });
  });

  it("without any run there is nothing to commit; looking ahead changes nothing", async () => {
    const on = await aField();
    expect(await on.say("commit")).toMatchObject({ exit: 4 });
    await on.say("start");
    const before = await stateOf(on.root);
    const told = await on.json("commit", "--dry-run");
    expect(told.document.data.paths).toContainEqual(expect.stringMatching(/strategy\.json$/));
    expect(await stateOf(on.root)).toEqual(before);
  });
});
