import { cp, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sample } from "../helpers/sample.ts";
import { type Fault, patchFileSystem, takesSpace, underFault } from "./support/faults.ts";
import type { World } from "./support/world.ts";

patchFileSystem();
const { newWorld, plain } = await import("./support/world.ts");
const { leftovers, treeOf } = await import("./support/tree.ts");
const { exclusively } = await import("../../src/pack/transaction.ts");

const base = "# Title\n\none\n\ntwo\n\nthree\n";

/** What was there before a run that writes, and the run. */
const scenarios = {
  scaffold: [async () => undefined, (world) => world.to("1.0.0")],
  upgrade: [
    async (world) => {
      await world.to("1.0.0");
      await world.write({ "planning/guide.md": base.replace("three", "three, mine") });
    },
    (world) => world.to("2.0.0"),
  ],
  undo: [
    async (world) => {
      await world.to("1.0.0");
      await world.to("2.0.0");
    },
    (world) => world.verb("undo"),
  ],
  removal: [(world) => world.to("1.0.0"), (world) => world.verb("remove", "--yes", "--with-state")],
} satisfies Record<string, [(world: World) => Promise<unknown>, (world: World) => ReturnType<World["to"]>]>;

type Name = keyof typeof scenarios;

/** A scenario that can be played again and again, and everything that a fault may leave of it: all of the old, or all of the new. */
interface Scenario {
  world: World;
  run: () => ReturnType<World["to"]>;
  /** Puts everything back to where the run begins. */
  rewind: () => Promise<void>;
  before: Record<string, string>;
  after: Record<string, string>;
  /** The calls that may fail. */
  calls: string[];
}

async function scenario(name: Name): Promise<Scenario> {
  const [prepare, act] = scenarios[name];
  const world = await newWorld(plain);
  await world.pack("1.0.0", {
    guide: { text: base, to: "planning/guide.md" },
    moves: { text: "moves\n", to: "planning/deep/moves.md" },
  });
  await world.pack("2.0.0", {
    guide: { text: base.replace("one", "ONE"), to: "planning/guide.md", executable: true },
    moves: { text: "moves\n", to: "other/place/moves.md" },
  });
  await prepare(world);
  const saved = join(world.root, "../saved");
  await cp(world.root, saved, { recursive: true });
  const rewind = async () => {
    await rm(world.root, { recursive: true });
    await cp(saved, world.root, { recursive: true });
  };
  const before = await treeOf(world.root);
  const { result, calls } = await underFault(undefined, () => act(world));
  expect(result?.exit).toBe(0);
  return { world, run: () => act(world), rewind, before, after: await treeOf(world.root), calls };
}

/** The locks of a run that was killed, as a process of its own would have left them. */
async function giveLocksToTheDead({ root }: World): Promise<void> {
  const local = join(root, "planning/.plan-init/local");
  for (const name of await readdir(local).catch(() => [])) {
    if (name.startsWith("lock-"))
      await rename(join(local, name), join(local, name.replace(/^lock-\d+/, "lock-99999999")));
  }
}

/** Plays a scenario once for each of its calls that matter. */
async function every(
  name: Name,
  fault: (at: number, call: string) => Fault,
  matters: (call: string) => boolean,
  body: (played: Scenario, fault: Fault) => Promise<void>,
): Promise<void> {
  const played = await scenario(name);
  for (const [at, call] of sample([...played.calls.entries()])) {
    if (!matters(call)) continue;
    await played.rewind();
    try {
      await body(played, fault(at, call));
    } catch (error) {
      throw new Error(`at call ${at}, ${call}`, { cause: error });
    }
  }
}

const any = () => true;
const changesTree = (call: string): boolean => /^(rename|unlink|rmdir|rm) /.test(call);
/** The disk is full from a call on that takes space; one that takes none fails by itself. */
const failing = (at: number, call: string): Fault =>
  takesSpace(call) ? { kind: "full", at } : { kind: "error", code: "EIO", at };
const broken = (at: number): Fault => ({ kind: "broken", at });
const kill = (at: number): Fault => ({ kind: "kill", at });
const torn = (at: number): Fault => ({ kind: "kill", at, torn: true });

const settle = ({ root }: World) => exclusively(root, async () => undefined);

describe("a run leaves all of the old or all of the new, and nothing else", () => {
  it.each([
    ["scaffold", any],
    ["upgrade", any],
    ["undo", changesTree],
  ] as const)("when a call of the %s fails, or the disk is full", async (name, matters) => {
    await every(name, failing, matters, async ({ world, run, before, after }, fault) => {
      const { result } = await underFault(fault, run);
      expect(await treeOf(world.root)).toEqual(result?.exit === 0 ? after : before);
      if (result?.exit !== 0) expect(result).toMatchObject({ exit: 1, document: { error: { code: "cannot-write" } } });
      if (fault.kind === "full") expect(await leftovers(world.root)).toEqual([]);
    });
  });
});

describe("the next run settles a run", () => {
  it.each([
    ["scaffold", "that was killed", kill, any],
    ["upgrade", "that was killed", kill, any],
    ["upgrade", "that was killed in the middle of a write", torn, (call: string) => call.startsWith("writeFile")],
    ["upgrade", "that lost its disk", broken, changesTree],
    ["undo", "that was killed", kill, changesTree],
    ["removal", "that was killed", kill, changesTree],
  ] as const)("%s, %s", async (name, _, fault, matters) => {
    await every(name, fault, matters, async ({ world, run, before, after }, each) => {
      await underFault(each, run);
      await giveLocksToTheDead(world);
      await settle(world);
      expect([before, after]).toContainEqual(await treeOf(world.root));
      expect(await leftovers(world.root)).toEqual([]);
    });
  });
});

it("a roll-back that is killed, too, is finished by the run after that", async () => {
  const { world, run, rewind, before, calls } = await scenario("upgrade");
  const middle = calls.findIndex((call) => /^rename .*other\/place/.test(call)) + 1;
  const crash = async () => {
    await rewind();
    await underFault({ kind: "kill", at: middle }, run);
    await giveLocksToTheDead(world);
  };
  await crash();
  const rollBack = await underFault(undefined, () => settle(world));
  for (const [at, call] of sample([...rollBack.calls.entries()])) {
    await crash();
    await underFault({ kind: "kill", at }, () => settle(world));
    await giveLocksToTheDead(world);
    await settle(world);
    expect(await treeOf(world.root), call).toEqual(before);
    expect(await leftovers(world.root)).toEqual([]);
  }
});

it.each(["scaffold", "upgrade"] as const)(
  "after a kill in the %s, the next run completes it, and undo is right",
  async (name) => {
    const { world, run, rewind, before, after, calls } = await scenario(name);
    for (let at = 3; at < calls.length; at += 11) {
      await rewind();
      await underFault({ kind: "kill", at }, run);
      await giveLocksToTheDead(world);
      expect((await run()).exit, calls[at]).toBe(0);
      expect(await treeOf(world.root)).toEqual(after);
      expect((await world.verb("undo")).exit).toBe(0);
      expect(await treeOf(world.root)).toEqual(before);
    }
  },
);
