import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { planInit } from "../helpers/cli.ts";
import { sample } from "../helpers/sample.ts";
import { commitAll, git, tempDir, writeFiles } from "../helpers/temp.ts";
import { aPlan } from "../runs/a-plan.ts";
import { leftovers, treeOf } from "../upgrade/support/tree.ts";

const preload = fileURLToPath(new URL("../upgrade/support/at-call.mjs", import.meta.url));

/** The moment and the hash that the page and the empty plan tell. */
const timeless = (tree: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(tree).map(([path, text]) => [path, text.replace(/\d{4}-\d\d-\d\dT[\d:]+Z/g, "<time>")]),
  );

test("a process that is killed leaves what the next one brings to a good end, and undo takes back", async () => {
  const root = join(await tempDir(), "repo");
  await writeFiles(root, { "README.md": "# Berth\n" });
  await commitAll(root);
  const say = (args: string[], env: Record<string, string> = {}) =>
    planInit(args, { cwd: root, env, node: ["--import", preload] });
  expect((await say(["--yes"])).exit).toBe(0);
  const { stdout } = await say(["start", "--goal", "add login", "--json"]);
  const { run } = JSON.parse(stdout);
  await writeFiles(root, {
    "planning/_state/CANONICAL_PLAN.md": aPlan({ planId: run, milestones: { M1: { status: "done" } } }),
    [`planning/_runs/${run}/delta-M1.md`]: "- Milestone: M1\n- Status: DONE\n",
  });
  await git(root, "add", "--all");
  await git(root, "commit", "--quiet", "--message", "Plan");
  const before = await treeOf(root);
  const saved = join(root, "../saved");
  await cp(root, saved, { recursive: true });
  const whole = await say(["archive", "--json"], { PLAN_INIT_TEST_COUNT: "1" });
  expect(whole.exit).toBe(0);
  const after = timeless(await treeOf(root));
  const calls = Number(/calls: (\d+)/.exec(whole.stderr)?.[1]);
  expect(calls).toBeGreaterThan(30);
  for (const share of sample([0.5, 0.9], 2)) {
    await rm(root, { recursive: true });
    await cp(saved, root, { recursive: true });
    const killed = await say(["archive"], { PLAN_INIT_TEST_SIGNAL: `SIGKILL:${Math.floor(calls * share)}` });
    expect(killed.exit).toBeNull();
    const next = await say(["archive", "--json"]);
    // When it had come to its last change, there is nothing left to archive.
    expect([0, 2], next.stderr).toContain(next.exit);
    expect(timeless(await treeOf(root))).toEqual(after);
    expect(await leftovers(root)).toEqual([]);
    expect((await say(["undo"])).exit).toBe(0);
    expect(await treeOf(root)).toEqual(before);
  }
});
