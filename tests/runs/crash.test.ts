import { cp, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Fault, patchFileSystem, underFault } from "../upgrade/support/faults.ts";

patchFileSystem();
const { loopWithoutGit } = await import("./loop.ts");
const { leftovers } = await import("../upgrade/support/tree.ts");
const { runsDir } = await import("../../src/runs/names.ts");
type Loop = Awaited<ReturnType<typeof loopWithoutGit>>;

/** The locks of a command that was killed, as a process of its own would have left them. */
async function giveLocksToTheDead({ root }: Loop): Promise<void> {
  const local = join(root, "planning/.plan-init/local");
  for (const name of await readdir(local).catch(() => [])) {
    if (name.startsWith("lock-"))
      await rename(join(local, name), join(local, name.replace(/^lock-\d+/, "lock-99999999")));
  }
}

const changesTree = (call: string): boolean => /^(rename|mkdir|unlink|rmdir) /.test(call);

/** Kills a command at each call that changes the disk until it has answered, and asks each time what the next commands make of it. */
async function killedAnywhere(
  on: Loop,
  act: () => Promise<unknown>,
  after: () => Promise<void>,
  fault: (at: number) => Fault = (at) => ({ kind: "kill", at }),
  matters = changesTree,
): Promise<void> {
  const saved = join(on.root, "../saved");
  await rm(saved, { recursive: true, force: true });
  await cp(on.root, saved, { recursive: true });
  const rewind = async () => {
    await rm(on.root, { recursive: true });
    await cp(saved, on.root, { recursive: true });
  };
  const { calls } = await underFault(undefined, act);
  const answered = calls.findLastIndex((call) => /^rename .*run\.md/.test(call));
  expect(answered).toBeGreaterThan(0);
  for (const [at, call] of calls.slice(0, answered + 1).entries()) {
    if (!matters(call)) continue;
    await rewind();
    await underFault(fault(at), act);
    await giveLocksToTheDead(on);
    try {
      await after();
      expect(await leftovers(on.root)).toEqual([]);
    } catch (error) {
      throw new Error(`at call ${at}, ${call}`, { cause: error });
    }
  }
  await rm(saved, { recursive: true });
}

describe("a command that is killed at any write", () => {
  it("start: the next one leads to one run, and the plan names it", async () => {
    const on = await loopWithoutGit();
    await killedAnywhere(
      on,
      () => on.start("--goal", "add login"),
      async () => {
        const { exit, run } = await on.start("--goal", "add login");
        expect(exit).toBe(0);
        expect(await readdir(join(on.root, runsDir))).toEqual([run]);
        expect(await on.read("planning/_state/CANONICAL_PLAN.md")).toContain(`- Plan ID: \`${run}\``);
        expect(await on.read(`${runsDir}/${run}/run.md`)).toContain("- Iteration: 0 of 3");
      },
    );
  });

  it("the first record: once more is the same iteration, and only then its confirmation", async () => {
    const on = await loopWithoutGit();
    const { run } = await on.start("--goal", "add login");
    await on.write({});
    await killedAnywhere(
      on,
      () => on.check("--record"),
      async () => {
        expect(await on.check("--record")).toMatchObject({ exit: 3, line: /^VERDICT: CONTINUE 1\/3/ });
        expect(await on.recorded(run)).toEqual(["CONTINUE confirm"]);
        expect(await on.check("--record")).toMatchObject({ exit: 0, line: /^VERDICT: STOP 2\/3/ });
        expect(await on.read(`${runsDir}/${run}/plan-2.md`)).toBe(await on.read("planning/_state/CANONICAL_PLAN.md"));
      },
    );
  });

  it("the last record: once more ends the run, and counts nothing twice", async () => {
    const on = await loopWithoutGit();
    const { run } = await on.start("--goal", "add login");
    await on.write({});
    await on.check("--record");
    await killedAnywhere(
      on,
      () => on.check("--record"),
      async () => {
        // Looking is safe in any state.
        expect([0, 3]).toContain((await on.check()).exit);
        expect(await on.check("--record")).toMatchObject({ exit: 0, line: /^VERDICT: STOP 2\/3/ });
        expect(await on.recorded(run)).toEqual(["CONTINUE confirm", "STOP converged"]);
        expect(await on.read("planning/_state/CANONICAL_PLAN.md")).toContain(
          "- Status: converged\n- Iteration: 2 of 3",
        );
        expect(await on.read(`${runsDir}/${run}/run.md`)).toContain("- Iteration: 2 of 3");
      },
    );
  });

  it("a write that is torn: the old record or the new one", async () => {
    const on = await loopWithoutGit();
    const { run } = await on.start("--goal", "add login");
    await on.write({});
    await killedAnywhere(
      on,
      () => on.check("--record"),
      async () => {
        expect((await on.recorded(run)).length).toBeLessThan(2);
        expect(await on.check("--record")).toMatchObject({ exit: 3, line: /^VERDICT: CONTINUE 1\/3/ });
      },
      (at) => ({ kind: "kill", at, torn: true }),
      (call) => call.startsWith("writeFile"),
    );
  });
});

it("a disk that is full says so, and what was recorded stays readable", async () => {
  const on = await loopWithoutGit();
  const { run } = await on.start("--goal", "add login");
  await on.write({});
  const { calls } = await underFault(undefined, async () => undefined);
  expect(calls).toEqual([]);
  for (const at of [0, 4, 8, 12]) {
    const { result } = await underFault({ kind: "full", at }, () => on.check("--record"));
    if (result?.exit === 1) expect(result.stderr).toMatch(/cannot write `.+`: no space left on the disk/);
    expect((await on.recorded(run)).length).toBeLessThan(3);
  }
});
