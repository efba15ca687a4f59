import { cp, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sample } from "../../helpers/sample.ts";
import { patchFileSystem, underFault } from "../../upgrade/support/faults.ts";

patchFileSystem();
const { aFieldWithoutGit } = await import("./a-repository.ts");
const { leftovers } = await import("../../upgrade/support/tree.ts");
type Field = Awaited<ReturnType<typeof aFieldWithoutGit>>;

const runsDir = "planning/_runs";

/** The locks of a command that was killed, as a process of its own would have left them. */
async function giveLocksToTheDead({ root }: Field): Promise<void> {
  const local = join(root, "planning/.plan-init/local");
  for (const name of await readdir(local).catch(() => [])) {
    if (name.startsWith("lock-"))
      await rename(join(local, name), join(local, name.replace(/^lock-\d+/, "lock-99999999")));
  }
}

/** Kills a command at each call that changes the disk, and asks each time what the next ones make of it. */
async function killedAnywhere(on: Field, act: () => Promise<unknown>, after: () => Promise<void>): Promise<void> {
  const saved = join(on.root, "../saved");
  await cp(on.root, saved, { recursive: true });
  const { calls } = await underFault(undefined, act);
  const changes = [...calls.entries()].filter(([, call]) => /^(?:rename|mkdir|unlink|writeFile) /.test(call));
  expect(changes.length).toBeGreaterThan(3);
  for (const [at, call] of sample(changes, 3)) {
    await rm(on.root, { recursive: true });
    await cp(saved, on.root, { recursive: true });
    await underFault({ kind: "kill", at, torn: call.startsWith("writeFile") }, act);
    await giveLocksToTheDead(on);
    try {
      await after();
      expect(await leftovers(on.root)).toEqual([]);
    } catch (error) {
      throw new Error(`at call ${at}, ${call}`, { cause: error });
    }
  }
}

it("start: the next one leads to one run that has all it begins with", async () => {
  const on = await aFieldWithoutGit();
  await killedAnywhere(
    on,
    () => on.say("start"),
    async () => {
      expect(await on.say("start")).toMatchObject({ exit: 0 });
      const run = await on.open();
      expect(run).toMatchObject({ number: 1, outcomes: { preflight: { result: "done" } } });
      expect(await readdir(join(on.root, runsDir))).toEqual([run.id]);
      expect(await on.read(`${runsDir}/${run.id}/context.md`)).toContain("# Strategy run 1");
    },
  );
});

it("journal: once more has one section, and what was there before", async () => {
  const theirs = "# Theirs\n\n## Monday\n\n- talked\n";
  const file = "planning/strategy/journal/2025-03-04.md";
  const on = await aFieldWithoutGit({ [file]: theirs });
  await on.say("start");
  await killedAnywhere(
    on,
    () => on.say("journal"),
    async () => {
      expect(await on.say("journal")).toMatchObject({ exit: 3 });
      const text = await on.read(file);
      expect(text.startsWith(theirs)).toBe(true);
      expect(text.match(/^## Run 1/gm)).toHaveLength(1);
      expect((await on.open()).wrote).toEqual([file]);
    },
  );
});

it("end: once more ends the run, which counts once", async () => {
  const on = await aFieldWithoutGit();
  await on.say("start");
  await on.say("tree");
  await on.say("journal");
  await on.fill();
  await killedAnywhere(
    on,
    () => on.say("end"),
    async () => {
      const { exit, stderr } = await on.say("end");
      // Killed when all was done but the lock.
      if (exit !== 0)
        expect({ exit, stderr }).toMatchObject({ exit: 4, stderr: expect.stringContaining("no open strategy run") });
      const [run, ...others] = await on.runs();
      expect(others).toEqual([]);
      expect(JSON.parse(await on.read("planning/strategy/state.json"))).toMatchObject({
        runs: 1,
        last: { id: run?.id, ended: run?.ended },
      });
      expect(await on.say("start")).toMatchObject({ exit: 4, stdout: expect.stringContaining("Skipped") });
    },
  );
});
