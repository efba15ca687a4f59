import { cp, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sample } from "../helpers/sample.ts";
import { type Fault, patchFileSystem, takesSpace, underFault } from "../upgrade/support/faults.ts";

patchFileSystem();
const { loopWithoutGit } = await import("../runs/loop.ts");
const { runHere } = await import("../upgrade/support/in-process.ts");
const { leftovers, treeOf: wholeTreeOf } = await import("../upgrade/support/tree.ts");
const { exclusively } = await import("../../src/pack/transaction.ts");

const verbs = {
  archive: { before: [], run: ["archive", "--json"] },
  undo: { before: [["archive"]], run: ["undo", "--json"] },
} satisfies Record<string, { before: string[][]; run: string[] }>;

/** A built plan, what a verb makes of it, and the calls that may fail on the way. */
async function scene(verb: keyof typeof verbs) {
  const on = await loopWithoutGit();
  await on.converge();
  await on.write({ milestones: { M1: { status: "done" } } });
  for (const argv of verbs[verb].before) await runHere(argv, { cwd: on.root });
  const saved = join(on.root, "../saved");
  await cp(on.root, saved, { recursive: true });
  const rewind = async () => {
    await rm(on.root, { recursive: true });
    await cp(saved, on.root, { recursive: true });
  };
  const run = () => runHere(verbs[verb].run, { cwd: on.root });
  const before = await treeOf(on.root);
  const { result, calls } = await underFault(undefined, run);
  expect(result?.exit).toBe(0);
  return { root: on.root, run, rewind, before, after: await treeOf(on.root), calls };
}

/** What people have; the folder that before-images are kept in may stay without any. */
async function treeOf(root: string): Promise<Record<string, string>> {
  const { "planning/.plan-init/": _, ...tree } = await wholeTreeOf(root);
  return tree;
}

/** The lock of a run that was killed, as a process of its own would have left it. */
async function giveLocksToTheDead(root: string): Promise<void> {
  const local = join(root, "planning/.plan-init/local");
  for (const name of await readdir(local).catch(() => [])) {
    if (name.startsWith("lock-"))
      await rename(join(local, name), join(local, name.replace(/^lock-\d+/, "lock-99999999")));
  }
}

const every = (calls: readonly string[], step: number): [number, string][] =>
  sample([...calls.entries()].filter(([at]) => at % step === 0 || at > calls.length - 3));

test.each(["archive", "undo"] as const)(
  "%s, killed at any write, leaves the old or the new once it is settled",
  async (verb) => {
    const { root, run, rewind, before, after, calls } = await scene(verb);
    expect(calls.length).toBeGreaterThan(40);
    const seen = new Set<boolean>();
    for (const [at, call] of every(calls, verb === "undo" ? 23 : 13)) {
      await rewind();
      await underFault({ kind: "kill", at, torn: true }, run);
      await giveLocksToTheDead(root);
      await exclusively(root, async () => undefined);
      const tree = await treeOf(root);
      expect([before, after], call).toContainEqual(tree);
      expect(await leftovers(root), call).toEqual([]);
      seen.add(JSON.stringify(tree) === JSON.stringify(after));
    }
    // Else nothing would have been shown of one of the two.
    expect(seen).toEqual(new Set([true, false]));
  },
);

test("a write that fails, or a full disk, leaves everything as it was", async () => {
  const { root, run, rewind, before, after, calls } = await scene("archive");
  for (const [at, call] of every(calls, 31)) {
    await rewind();
    const fault: Fault = takesSpace(call) ? { kind: "full", at } : { kind: "error", code: "EIO", at };
    const { result } = await underFault(fault, run);
    expect(await treeOf(root), call).toEqual(result?.exit === 0 ? after : before);
  }
});

test("a run that was killed is settled by the next command, whichever that is", async () => {
  const { root, run, rewind, before, calls } = await scene("archive");
  const middle = calls.findIndex((call) => /^unlink .*run\.json$/.test(call)) + 1;
  expect(middle).toBeGreaterThan(0);
  for (const argv of [["archive"], ["undo"], ["check", "--record"]]) {
    await rewind();
    await underFault({ kind: "kill", at: middle }, run);
    await giveLocksToTheDead(root);
    expect(await treeOf(root)).not.toEqual(before);
    expect(await runHere(["archive", "--dry-run"], { cwd: root })).toMatchObject({ exit: 3, stdout: "" });
    await runHere(argv, { cwd: root });
    const names = Object.keys(await treeOf(root));
    const isArchived = names.some((name) => name.startsWith("planning/archive/"));
    const hasRuns = names.some((name) => /^planning\/_runs\/.*run\.json$/.test(name));
    expect({ argv, isArchived, hasRuns }).toEqual({ argv, isArchived: !hasRuns, hasRuns });
  }
});
