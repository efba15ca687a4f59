import { mkdir, rename, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { planPath } from "../../src/runs/setup.ts";
import { writeFiles } from "../helpers/temp.ts";
import { type Loop, loopWithoutGit } from "../runs/loop.ts";
import { treeOf } from "../upgrade/support/tree.ts";
import { archived, built, say, seeded } from "./support.ts";

describe("nothing happens", () => {
  const conflict = "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n";
  const big = `# Canonical plan: Big\n${"x".repeat(3 * 1024 * 1024)}\n`;

  test.each<[string, (on: Loop) => Promise<unknown>, string[], number, string]>([
    ["while milestones are open", (on) => on.write({}), [], 4, "the plan is not done: M1 is todo, M2 is todo"],
    [
      "when all were dropped",
      (on) => on.write({ milestones: { M1: { status: "dropped" } } }),
      [],
      4,
      "all of its milestones were dropped",
    ],
    [
      "to a plan that nobody touched",
      (on) => on.edit(() => seeded),
      ["--abandon", "why not"],
      2,
      "there is no plan to archive",
    ],
    ["to an empty plan", (on) => on.edit(() => "\n"), [], 2, "there is no plan to archive"],
    [
      "where git could not merge",
      (on) => on.edit((text) => text + conflict),
      ["--abandon", "x"],
      4,
      "git could not merge",
    ],
    ["to a plan that is no text", (on) => on.edit(() => "a\0b"), [], 4, "is not text"],
    ["to a plan that is too big", (on) => on.edit(() => big), [], 4, "is not text"],
    ["without a plan", ({ root }) => rename(join(root, planPath), join(root, "plan.md")), [], 2, "there is no plan"],
    [
      "where plan-init has not been",
      ({ root }) => rename(join(root, "planning/config.yml"), join(root, "c.yml")),
      [],
      2,
      "plan-init has not been here",
    ],
    ["for no reason", (on) => on.write({}), ["--abandon", " \n"], 2, "`--abandon` is empty"],
    ["for a slug of nothing", (on) => on.write(built), ["--slug", "../.."], 2, "has no letter a-z and no digit"],
    ["for a lesson of nothing", (on) => on.write(built), ["--learned", ""], 2, "`--learned` is empty"],
    [
      "where the archive is a link",
      async (on) => {
        await on.write(built);
        await mkdir(join(on.root, "../elsewhere"));
        await symlink("../../elsewhere", join(on.root, "planning/archive"));
      },
      [],
      4,
      "a symbolic link",
    ],
    [
      "where the archive is a file",
      async (on) => {
        await on.write(built);
        await writeFiles(on.root, { "planning/archive": "mine\n" });
      },
      [],
      4,
      "`planning/archive` is a text file",
    ],
    [
      "to a run with a link in it",
      async (on) => {
        const { run } = await on.start("--goal", "add login");
        await on.write(built);
        await symlink("/etc/hostname", join(on.root, "planning/_runs", run, "delta-M1.md"));
      },
      [],
      4,
      "a symbolic link",
    ],
    [
      "to a run with a repository in it",
      async (on) => {
        const { run } = await on.start("--goal", "add login");
        await on.write(built);
        await writeFiles(on.root, { [`planning/_runs/${run}/.git/config`]: "" });
      },
      [],
      4,
      "it leads into `.git`",
    ],
    [
      "to a run whose record is damaged",
      async (on) => {
        const { run } = await on.start("--goal", "add login");
        await on.write(built);
        await writeFiles(on.root, { [`planning/_runs/${run}/run.json`]: "{" });
      },
      [],
      4,
      "cannot be read",
    ],
  ])("%s", async (_, prepare, flags, exit, words) => {
    const on = await loopWithoutGit();
    await prepare(on);
    const before = await treeOf(on.root);
    const answer = await say(on, "archive", ...flags);
    expect(answer).toMatchObject({ exit, stdout: "", stderr: expect.stringContaining(words) });
    expect(await treeOf(on.root)).toEqual(before);
  });

  test("in a look ahead, which tells all of it", async () => {
    const on = await loopWithoutGit();
    const { run } = await on.start("--goal", "add login");
    await on.write(built);
    const before = await treeOf(on.root);
    const look = await archived(on, "--dry-run");
    expect(await treeOf(on.root)).toEqual(before);
    expect(look.document).toMatchObject({ result: "preview", next: [] });
    const words = await say(on, "archive", "--dry-run");
    expect(words.stdout).toContain(`moved     planning/_runs/${run}/`);
    const { document } = await archived(on);
    expect(document.files).toEqual(look.document.files);
  });
});
