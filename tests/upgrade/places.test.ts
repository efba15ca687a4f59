import { rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { markersFor } from "../../src/pack/block.ts";
import { sample } from "../helpers/sample.ts";
import type { TestFile } from "./support/pack.ts";
import { playUpgrade, type Upgrade } from "./support/upgrade.ts";
import { newWorld, plain, settings } from "./support/world.ts";

const base = "# Title\n\none\n\ntwo\n\nthree\n";
const edited = base.replace("three", "three, as we say");
const newer = base.replace("one", "one, reworded");
const merged = newer.replace("three", "three, as we say");
const second = "# Second\n\nfirst\n\nlast\n";

const at = (to: string, text: string, more: Partial<TestFile> = {}): TestFile => ({ text, to, ...more });
const [a, b, c] = ["planning/a.md", "planning/b.md", "planning/c.md"];
const { begin, end } = markersFor("CLAUDE.md");
const block = (inside: string) => `${begin}\n${inside}${end}\n`;

/** Templates that want each other's places, and templates whose place somebody keeps. */
const rows: Upgrade[] = [
  {
    row: "another id takes over the place of an unedited file",
    v1: { old: at(a, base) },
    v2: { new: at(a, newer) },
    actions: { [a]: "updated" },
    after: { [a]: newer },
    remembers: { old: undefined, new: { state: "ok" } },
  },
  {
    row: "another id takes over the place of an edited file, and merges with it",
    v1: { old: at(a, base) },
    v2: { new: at(a, newer) },
    yours: { [a]: edited },
    actions: { [a]: "merged" },
    after: { [a]: merged },
    remembers: { old: undefined, new: { state: "ok" } },
  },
  {
    row: "another id takes over the place of a deleted file, which stays deleted",
    v1: { old: at(a, base) },
    v2: { new: at(a, newer) },
    yours: { [a]: null },
    actions: { [a]: "kept" },
    after: { [a]: null },
  },
  {
    row: "a file moves away and a new one comes to its place",
    v1: { guide: at(a, base) },
    v2: { guide: at(b, newer), fresh: at(a, second) },
    yours: { [a]: edited },
    actions: { [b]: "merged", [a]: "created" },
    after: { [a]: second, [b]: merged },
  },
  {
    row: "two files swap their places",
    v1: { one: at(a, base), two: at(b, second) },
    v2: { one: at(b, newer), two: at(a, second) },
    yours: { [a]: edited },
    actions: { [a]: "moved", [b]: "merged" },
    after: { [a]: second, [b]: merged },
  },
  {
    row: "three files go round in a circle",
    v1: { one: at(a, "1\n"), two: at(b, "2\n"), three: at(c, "3\n") },
    v2: { one: at(b, "1\n"), two: at(c, "2\n"), three: at(a, "3\n") },
    yours: { [b]: "two, mine\n" },
    actions: { [a]: "moved", [b]: "moved", [c]: "moved" },
    after: { [a]: "3\n", [b]: "1\n", [c]: "two, mine\n" },
  },
  {
    row: "a file that cannot leave keeps its place against the one that wants it",
    v1: { one: at(a, base), two: at(b, second) },
    // `one` finds a user's file at its new place, and its edits stay where they are.
    v2: { one: at(c, newer), two: at(a, second) },
    yours: { [a]: edited, [c]: "mine\n" },
    exit: 4,
    result: "conflicts",
    after: { [a]: edited, [c]: "mine\n", [b]: null, [`${a}.plan-init-new`]: second, [`${c}.plan-init-new`]: newer },
  },
  {
    row: "a seed that the pack moves stays, and nobody takes its place",
    v1: { seed: at(a, base, { mode: "seed" }), other: at(c, second) },
    v2: { seed: at(b, base, { mode: "seed" }), other: at(c, second), fresh: at(a, newer) },
    yours: { [a]: "my plan\n" },
    result: "current",
    actions: { [a]: "kept" },
    after: { [a]: "my plan\n", [b]: null },
  },
  {
    row: "a known file does not move to a seed's place either",
    v1: { seed: at(a, base, { mode: "seed" }), other: at(c, second) },
    v2: { seed: at(b, base, { mode: "seed" }), other: at(a, second) },
    yours: { [a]: "my plan\n" },
    result: "current",
    actions: { [c]: "kept" },
    after: { [a]: "my plan\n", [c]: second },
  },
  {
    row: "a seed that is gone gives its place up",
    v1: { seed: at(a, base, { mode: "seed" }) },
    v2: { seed: at(b, base, { mode: "seed" }), fresh: at(a, newer) },
    yours: { [a]: null },
    actions: { [a]: "created" },
    after: { [a]: newer, [b]: null },
  },
  {
    row: "a template is gone, its file edited, and another template moves there",
    v1: { old: at(a, base), other: at(b, second) },
    v2: { other: at(a, second) },
    yours: { [a]: edited },
    exit: 4,
    result: "conflicts",
    after: { [a]: edited, [b]: null, [`${a}.plan-init-new`]: second },
    remembers: { old: undefined, other: { path: a, state: "conflicted" } },
  },
  {
    row: "names that differ in case only are one name",
    v1: { old: at("planning/Guide.md", base) },
    v2: { new: at("planning/guide.md", newer) },
    yours: { "planning/Guide.md": edited },
    actions: { "planning/guide.md": "merged" },
    after: { "planning/guide.md": merged, "planning/Guide.md": null },
  },
  {
    row: "the user moved the file there before the template did",
    v1: { guide: at(a, base) },
    v2: { guide: at(b, newer) },
    yours: { [a]: null, [b]: edited },
    actions: { [b]: "merged" },
    after: { [a]: null, [b]: merged },
  },
  {
    row: "a file was deleted, and another of the user's stands where its template moves to",
    v1: { guide: at(a, base) },
    v2: { guide: at(b, newer) },
    yours: { [a]: null, [b]: "something else\n" },
    actions: { [b]: "kept" },
    after: { [a]: null, [b]: "something else\n" },
    remembers: { guide: { state: "deleted" } },
  },
  {
    row: "what was deleted comes back beside the user's file, not over it",
    v1: { guide: at(a, base) },
    v2: { guide: at(b, newer) },
    yours: { [a]: null, [b]: "something else\n" },
    flags: ["--restore", b],
    exit: 4,
    result: "conflicts",
    after: { [b]: "something else\n", [`${b}.plan-init-new`]: newer },
  },
  {
    row: "the new place is a folder",
    v1: { guide: at(a, base) },
    v2: { guide: at(b, base) },
    yours: { [`${b}/mine.md`]: "mine\n" },
    exit: 4,
    result: "conflicts",
    actions: { [b]: "skipped" },
    after: { [a]: base, [`${b}/mine.md`]: "mine\n" },
    remembers: { guide: { path: a, state: "ok" } },
  },
  {
    row: "a file becomes a folder",
    v1: { guide: at("planning/guide", base) },
    v2: { guide: at("planning/guide/a.md", base) },
    exit: 4,
    result: "conflicts",
    actions: { "planning/guide/a.md": "skipped" },
    after: { "planning/guide": base },
  },
  {
    row: "a file of a user stands where a file was earlier",
    v1: { guide: at(b, base, { formerly: ["planning/old/guide.md"] }) },
    v2: { guide: at(b, newer, { formerly: ["planning/old/guide.md"] }) },
    yours: { "planning/old": "mine\n" },
    actions: { [b]: "updated" },
    after: { "planning/old": "mine\n" },
  },
  {
    row: "a whole file becomes a block, unedited",
    v1: { guide: at("CLAUDE.md", base) },
    v2: { guide: at("CLAUDE.md", "in\n", { mode: "block", preamble: "# Berth" }) },
    actions: { "CLAUDE.md": "created" },
    after: { "CLAUDE.md": `# Berth\n\n${block("in\n")}` },
  },
  {
    row: "a whole file becomes a block, edited",
    v1: { guide: at("CLAUDE.md", base) },
    v2: { guide: at("CLAUDE.md", "in\n", { mode: "block" }) },
    yours: { "CLAUDE.md": edited },
    actions: { "CLAUDE.md": "updated" },
    after: { "CLAUDE.md": `${edited}\n${block("in\n")}` },
  },
  {
    row: "a block becomes a whole file in a file that was created for it",
    v1: { guide: at("CLAUDE.md", "in\n", { mode: "block", preamble: "# Berth" }) },
    v2: { guide: at("CLAUDE.md", base) },
    actions: { "CLAUDE.md": "created" },
    after: { "CLAUDE.md": base },
  },
  {
    row: "a block becomes a whole file where the user has one",
    v1: { guide: at("CLAUDE.md", "in\n", { mode: "block" }) },
    v2: { guide: at("CLAUDE.md", base) },
    yours: { "CLAUDE.md": `mine\n\n${block("in\n")}\nmine too\n` },
    exit: 4,
    result: "conflicts",
    after: { "CLAUDE.md": "mine\n\nmine too\n", "CLAUDE.md.plan-init-new": base },
  },
  {
    row: "a deleted block that becomes a file stays deleted",
    v1: { guide: at("CLAUDE.md", "in\n", { mode: "block" }) },
    v2: { guide: at("CLAUDE.md", base) },
    yours: { "CLAUDE.md": "mine\n" },
    actions: { "CLAUDE.md": "unchanged" },
    after: { "CLAUDE.md": "mine\n" },
  },
  {
    row: "a file becomes a seed: from now on it is the user's",
    v1: { guide: at(a, base) },
    v2: { guide: at(a, newer, { mode: "seed" }) },
    actions: { [a]: "unchanged" },
    after: { [a]: base },
    remembers: { guide: { mode: "seed" } },
  },
  {
    row: "a seed becomes a file that is kept up to date",
    v1: { guide: at(a, base, { mode: "seed" }) },
    v2: { guide: at(a, newer, { previous: [base] }) },
    yours: { [a]: edited },
    actions: { [a]: "merged" },
    after: { [a]: merged },
  },
  {
    row: "a block moves to a file with text of the user's",
    v1: { guide: at("CLAUDE.md", "in\n", { mode: "block" }) },
    v2: { guide: at("AGENTS.md", "in\n", { mode: "block" }) },
    yours: { "CLAUDE.md": `mine\n\n${block("in\n")}`, "AGENTS.md": "ours\n" },
    actions: { "AGENTS.md": "moved" },
    after: { "CLAUDE.md": "mine\n\n", "AGENTS.md": `ours\n\n${block("in\n")}` },
  },
  {
    row: "two blocks swap their files",
    v1: {
      one: at("CLAUDE.md", "one\n", { mode: "block" }),
      two: at("AGENTS.md", "two\n", { mode: "block" }),
    },
    v2: {
      one: at("AGENTS.md", "one\n", { mode: "block" }),
      two: at("CLAUDE.md", "two\n", { mode: "block" }),
    },
    yours: { "CLAUDE.md": `mine\n\n${block("one\n")}`, "AGENTS.md": `ours\n\n${block("two\n")}` },
    after: { "CLAUDE.md": `mine\n\n${block("two\n")}`, "AGENTS.md": `ours\n\n${block("one\n")}` },
  },
];

describe.each(settings)("places ($name)", (setting) => {
  it.each(sample(rows))("$row", (row) => playUpgrade(row, setting));
});

describe("a place that the user chose", () => {
  it("is not taken by a template that comes later", async () => {
    const world = await newWorld(plain);
    await world.pack("1.0.0", { guide: at(a, base) });
    await world.pack("2.0.0", { guide: at(a, base), fresh: at(b, second) });
    await world.to("1.0.0");
    await world.write({ [a]: null, [b]: edited });
    expect((await world.to("1.0.0", "--relink", `${a}=${b}`)).exit).toBe(0);
    expect((await world.to("2.0.0")).document.files).toContainEqual(
      expect.objectContaining({ id: "fresh", action: "kept" }),
    );
    expect(await world.read(b)).toBe(edited);
    expect((await world.to("2.0.0")).document.result).toBe("current");
  });

  it.each([
    ["of another template", "planning/b.md"],
    ["of the config", "planning/config.yml"],
    ["of the manifest", "planning/.plan-init/manifest.json"],
    ["out of the repository", "../outside.md"],
    ["where nothing is", "planning/nothing.md"],
    ["of a folder", "planning"],
  ])("cannot be the place %s", async (_, path) => {
    const world = await newWorld(plain);
    await world.pack("1.0.0", { guide: at(a, base), other: at(b, second) });
    await world.to("1.0.0");
    await world.write({ [a]: null });
    const { exit, document } = await world.to("1.0.0", "--relink", `${a}=${path}`);
    expect(exit).toBe(2);
    expect(document.error?.message).toContain("--relink");
  });

  it("is left alone for good once it is ejected, also while the template is gone", async () => {
    const world = await newWorld(plain);
    const without = { other: at(b, second) };
    await world.pack("1.0.0", { ...without, guide: at(a, base) });
    await world.pack("2.0.0", without);
    await world.pack("3.0.0", { ...without, guide: at(a, newer) });
    await world.to("1.0.0");
    await world.write({ [a]: edited });
    await world.to("1.0.0", "--eject", a);
    await world.to("2.0.0");
    const { exit, document } = await world.to("3.0.0");
    expect({ exit, result: document.result }).toEqual({ exit: 0, result: "current" });
    expect(await world.read(a)).toBe(edited);
  });
});

describe("an id that goes and comes back", () => {
  const versions = async () => {
    const world = await newWorld(plain);
    const without = { other: at(b, second) };
    await world.pack("1.0.0", { ...without, guide: at(a, base) });
    await world.pack("2.0.0", without);
    await world.pack("3.0.0", { ...without, guide: at(a, newer) });
    await world.to("1.0.0");
    return world;
  };

  it("is created again when it was unedited", async () => {
    const world = await versions();
    await world.to("2.0.0");
    expect(await world.read(a)).toBeUndefined();
    await world.to("3.0.0");
    expect(await world.read(a)).toBe(newer);
  });

  it("merges with the user's edits when it was edited", async () => {
    const world = await versions();
    await world.write({ [a]: edited });
    await world.to("2.0.0");
    expect((await world.to("3.0.0")).exit).toBe(0);
    expect(await world.read(a)).toBe(merged);
  });
});

it("CLAUDE.md that becomes a link to AGENTS.md is left alone, and gets its block when it is a file again", async () => {
  const world = await newWorld(plain);
  const both = (text: string) => ({
    claude: at("CLAUDE.md", text, { mode: "block" }),
    agents: at("AGENTS.md", text, { mode: "block" }),
  });
  await world.pack("1.0.0", both("in\n"));
  await world.pack("2.0.0", both("in, too\n"));
  await world.to("1.0.0");
  await rm(join(world.root, "CLAUDE.md"));
  await symlink("AGENTS.md", join(world.root, "CLAUDE.md"));
  expect((await world.to("2.0.0")).exit).toBe(0);
  expect(await world.read("CLAUDE.md")).toBe(block("in, too\n"));
  expect((await world.to("2.0.0")).document.result).toBe("current");
  await rm(join(world.root, "CLAUDE.md"));
  await world.write({ "CLAUDE.md": "mine\n" });
  await world.to("2.0.0");
  expect(await world.read("CLAUDE.md")).toBe(`mine\n\n${block("in, too\n")}`);
});
