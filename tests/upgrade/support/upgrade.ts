import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import { actionsOf } from "./documents.ts";
import type { TestFile, TestPack } from "./pack.ts";
import { stamps } from "./stamps.ts";
import { checkOutAsCrlf, leftovers, treeOf } from "./tree.ts";
import { newWorld, type Outcome, type Setting, type World } from "./world.ts";

/** A scaffold with one version of a pack, what the user does then, an upgrade to the next version, and what must come of it. */
export interface Upgrade {
  row: string;
  v1: TestPack | Record<string, TestFile>;
  v2: TestPack | Record<string, TestFile>;
  /** What the user writes in between, as LF text; `null` deletes. */
  yours?: Record<string, string | null>;
  /** What else the user does in between. */
  act?: (world: World) => Promise<void>;
  flags?: string[];
  /** 0 unless said. */
  exit?: number;
  /** `upgraded` unless said. */
  result?: string;
  /** Action by path, of the paths that matter. */
  actions?: Record<string, string>;
  /** Texts afterwards, as LF; `null` for nothing. */
  after?: Record<string, string | null>;
  /** Manifest entries afterwards, as far as they matter, by id. */
  remembers?: Record<string, object | undefined>;
}

/** Plays an upgrade and holds it to everything that every upgrade has to keep: a second run writes nothing, undo brings all back. */
export async function playUpgrade(given: Upgrade, setting: Setting): Promise<void> {
  const world = await newWorld(setting);
  await world.pack("1.0.0", given.v1);
  await world.pack("2.0.0", given.v2);
  expect((await world.to("1.0.0")).exit).toBe(0);
  if (setting.eol === "\r\n") await checkOutAsCrlf(world.root);
  await world.write(given.yours ?? {});
  await given.act?.(world);
  const before = await treeOf(world.root);
  const dry = await world.to("2.0.0", "--dry-run", ...(given.flags ?? []));
  expect(await treeOf(world.root)).toEqual(before);
  const outcome = await world.to("2.0.0", ...(given.flags ?? []));
  expect(dry.document.files).toEqual(outcome.document.files);
  await expectOutcome(given, world, outcome);
  await expectStyle(world, before, actionsOf(outcome.document));
  await expectQuiet(world, outcome);
  if (!isDeepStrictEqual(await treeOf(world.root), before)) await expectUndone(world, before);
}

async function expectOutcome(given: Upgrade, world: World, { exit, document, stderr }: Outcome): Promise<void> {
  expect({ exit, result: document.result, actions: actionsOf(document) }, stderr).toMatchObject({
    exit: given.exit ?? 0,
    result: given.result ?? "upgraded",
    actions: given.actions ?? {},
  });
  for (const [path, text] of Object.entries(given.after ?? {})) {
    const found = await world.read(path);
    expect(found?.replaceAll("\r\n", "\n") ?? null, path).toBe(text);
  }
  const manifest = JSON.parse((await world.read("planning/.plan-init/manifest.json")) ?? "{}");
  for (const [id, entry] of Object.entries(given.remembers ?? {})) {
    if (entry === undefined) expect(manifest.files).not.toHaveProperty(id);
    else expect(manifest.files[id]).toMatchObject(entry);
  }
}

/** Whatever was there before has its own line endings still. */
async function expectStyle(
  { root, setting }: World,
  before: Record<string, string>,
  actions: Record<string, string>,
): Promise<void> {
  if (setting.eol === "\n") return;
  for (const [path, text] of Object.entries(await treeOf(root))) {
    const isNew = before[path] === undefined || actions[path] === "created";
    if (!isNew && !path.startsWith("planning/.plan-init/")) expect(text, path).not.toMatch(/(?<!\r)\n/);
  }
}

async function expectQuiet(world: World, first: Outcome): Promise<void> {
  expect(await leftovers(world.root)).toEqual([]);
  const before = await stamps(world.root);
  const again = await world.to("2.0.0");
  expect(await stamps(world.root)).toEqual(before);
  // What waited for a person waits still; all else is up to date.
  expect(["current", "conflicts", "refused"]).toContain(again.document.result);
  if (first.exit === 0) expect(again).toMatchObject({ exit: 0, document: { result: "current" } });
}

async function expectUndone(world: World, before: Record<string, string>): Promise<void> {
  const undone = await world.verb("undo");
  expect(undone.exit, undone.stderr).toBe(0);
  expect(await treeOf(world.root)).toEqual(before);
}
