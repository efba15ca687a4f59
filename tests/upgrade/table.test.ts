import { chmod, mkdir, readdir, rename, rm, stat, symlink, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { markersFor } from "../../src/pack/block.ts";
import { sample } from "../helpers/sample.ts";
import type { TestFile } from "./support/pack.ts";
import { playUpgrade, type Upgrade } from "./support/upgrade.ts";
import { newWorld, settings, type World } from "./support/world.ts";

const base = "# Title\n\none\n\ntwo\n\nthree\n";
const edited = base.replace("three", "three, as we say");
const newer = base.replace("one", "one, reworded");
const clashing = base.replace("three", "three, as the template says");
const merged = newer.replace("three", "three, as we say");
const path = "planning/guide.md";
const elsewhere = "planning/manual.md";
const sidecar = `${path}.plan-init-new`;

const guide = (text: string, more: Partial<TestFile> = {}): Record<string, TestFile> => ({
  // Something else that never changes, so that no pack is ever empty.
  other: { text: "other\n" },
  guide: { text, to: path, ...more },
});
const nothing = { other: { text: "other\n" } };

const { begin, end } = markersFor("CLAUDE.md");
const around = (inside: string) => `# Mine\n\nabove\n\n${begin}\n${inside}${end}\n\nbelow\n`;
const block = (text: string) => guide(text, { to: "CLAUDE.md", mode: "block", preamble: "# Berth" });
const mine = (inside: string) => ({ "CLAUDE.md": around(inside) });

const config = async (world: World, change: (text: string) => string): Promise<void> => {
  const file = "planning/config.yml";
  const text = (await world.read(file)) ?? "";
  const changed = change(text);
  expect(changed).not.toBe(text);
  await writeFile(join(world.root, file), changed);
};

const rows: Upgrade[] = [
  { row: "1 same, same", v1: guide(base), v2: guide(base), result: "current", actions: { [path]: "unchanged" } },
  {
    row: "2 same, changed",
    v1: guide(base),
    v2: guide(newer),
    actions: { [path]: "updated" },
    after: { [path]: newer },
  },
  {
    row: "3 changed, same",
    v1: guide(base),
    v2: guide(base),
    yours: { [path]: edited },
    result: "current",
    actions: { [path]: "kept" },
    after: { [path]: edited },
  },
  {
    row: "4 changed, changed to the same",
    v1: guide(base),
    v2: guide(newer),
    yours: { [path]: newer },
    actions: { [path]: "unchanged" },
    after: { [path]: newer },
  },
  {
    row: "5 changed, changed apart",
    v1: guide(base),
    v2: guide(newer),
    yours: { [path]: edited },
    actions: { [path]: "merged" },
    after: { [path]: merged },
  },
  {
    row: "5 changed, changed in the same place",
    v1: guide(base),
    v2: guide(clashing),
    yours: { [path]: edited },
    flags: ["--strict"],
    exit: 4,
    result: "conflicts",
    actions: { [path]: "conflict" },
    after: {
      [path]: base.replace(
        "three\n",
        "<<<<<<< yours\nthree, as we say\n||||||| template 1.0.0\nthree\n=======\nthree, as the template says\n>>>>>>> template 2.0.0\n",
      ),
    },
    remembers: { guide: { state: "conflicted" } },
  },
  {
    row: "6 final newline dropped, changed elsewhere",
    v1: guide(base),
    v2: guide(newer),
    yours: { [path]: base.slice(0, -1) },
    actions: { [path]: "updated" },
    after: { [path]: newer.slice(0, -1) },
  },
  {
    row: "6 byte order mark added, changed",
    v1: guide(base),
    v2: guide(newer),
    yours: { [path]: `\uFEFF${base}` },
    actions: { [path]: "updated" },
    after: { [path]: `\uFEFF${newer}` },
  },
  {
    row: "6 byte order mark added, same",
    v1: guide(base),
    v2: guide(base),
    yours: { [path]: `\uFEFF${base}` },
    result: "current",
    actions: { [path]: "unchanged" },
    after: { [path]: `\uFEFF${base}` },
  },
  {
    row: "7 deleted, same",
    v1: guide(base),
    v2: guide(base),
    yours: { [path]: null },
    result: "current",
    actions: { [path]: "unchanged" },
    after: { [path]: null },
  },
  {
    row: "8 deleted, changed",
    v1: guide(base),
    v2: guide(newer),
    yours: { [path]: null },
    actions: { [path]: "kept" },
    after: { [path]: null },
    remembers: { guide: { state: "deleted" } },
  },
  {
    row: "8 deleted, brought back",
    v1: guide(base),
    v2: guide(newer),
    yours: { [path]: null },
    flags: ["--restore", path],
    actions: { [path]: "restored" },
    after: { [path]: newer },
    remembers: { guide: { state: "ok" } },
  },
  {
    row: "9 same, removed, and its folder with it",
    v1: guide(base, { to: "planning/deep/er/guide.md" }),
    v2: nothing,
    actions: { "planning/deep/er/guide.md": "deleted" },
    after: { "planning/deep/er/guide.md": null },
    remembers: { guide: undefined },
    act: async (world) => {
      await mkdir(join(world.root, "planning/deep/kept"), { recursive: true });
      await writeFile(join(world.root, "planning/deep/kept/mine.md"), "mine\r\n");
    },
  },
  {
    row: "10 changed, removed",
    v1: guide(base),
    v2: nothing,
    yours: { [path]: edited },
    actions: { [path]: "ejected" },
    after: { [path]: edited },
    remembers: { guide: { state: "ejected" } },
  },
  {
    row: "11 deleted, removed",
    v1: guide(base),
    v2: nothing,
    yours: { [path]: null },
    actions: { [path]: "unchanged" },
    after: { [path]: null },
    remembers: { guide: undefined },
  },
  { row: "12 absent, added", v1: nothing, v2: guide(base), actions: { [path]: "created" }, after: { [path]: base } },
  {
    row: "13 present and equal, added",
    v1: nothing,
    v2: guide(base),
    yours: { [path]: base },
    actions: { [path]: "adopted" },
    after: { [path]: base },
    remembers: { guide: { state: "adopted" } },
  },
  {
    row: "14 present and different, added",
    v1: nothing,
    v2: guide(base),
    yours: { [path]: edited },
    exit: 4,
    result: "conflicts",
    actions: { [path]: "conflict" },
    after: { [path]: edited, [sidecar]: base },
  },
  {
    row: "15 same, renamed",
    v1: guide(base),
    v2: guide(base, { to: elsewhere, formerly: [path] }),
    actions: { [elsewhere]: "moved" },
    after: { [elsewhere]: base, [path]: null },
  },
  {
    row: "15 same, renamed and changed",
    v1: guide(base),
    v2: guide(newer, { to: elsewhere, formerly: [path] }),
    actions: { [elsewhere]: "moved" },
    after: { [elsewhere]: newer, [path]: null },
  },
  {
    row: "16 changed, renamed",
    v1: guide(base),
    v2: guide(base, { to: "planning/sub/manual.md" }),
    yours: { [path]: edited },
    actions: { "planning/sub/manual.md": "moved" },
    after: { "planning/sub/manual.md": edited, [path]: null },
  },
  {
    row: "16 changed, renamed and changed",
    v1: guide(base),
    v2: guide(newer, { to: elsewhere }),
    yours: { [path]: edited },
    actions: { [elsewhere]: "merged" },
    after: { [elsewhere]: merged, [path]: null },
  },
  {
    row: "17 deleted, renamed",
    v1: guide(base),
    v2: guide(newer, { to: elsewhere }),
    yours: { [path]: null },
    actions: { [elsewhere]: "kept" },
    after: { [elsewhere]: null, [path]: null },
    remembers: { guide: { path: elsewhere, state: "deleted" } },
  },
  {
    row: "18 the user renamed it, changed",
    v1: guide(base),
    v2: guide(newer),
    yours: { [path]: null, [elsewhere]: edited },
    // Nothing but a notice, so nothing is written.
    result: "current",
    actions: { [path]: "kept" },
    after: { [path]: null, [elsewhere]: edited },
  },
  {
    row: "18 relinked",
    v1: guide(base),
    v2: guide(newer),
    yours: { [path]: null, [elsewhere]: edited },
    flags: ["--relink", `${path}=${elsewhere}`],
    actions: { [elsewhere]: "merged" },
    after: { [path]: null, [elsewhere]: merged },
    remembers: { guide: { path: elsewhere, movedFrom: path } },
  },
  {
    row: "19 new path occupied",
    v1: guide(base),
    v2: guide(newer, { to: elsewhere }),
    yours: { [elsewhere]: "mine\n" },
    exit: 4,
    result: "conflicts",
    actions: { [elsewhere]: "conflict" },
    after: { [path]: null, [elsewhere]: "mine\n", [`${elsewhere}.plan-init-new`]: newer },
  },
  {
    row: "19 new path occupied, old one edited",
    v1: guide(base),
    v2: guide(newer, { to: elsewhere }),
    yours: { [elsewhere]: "mine\n", [path]: edited },
    exit: 4,
    result: "conflicts",
    after: { [path]: edited, [elsewhere]: "mine\n", [`${elsewhere}.plan-init-new`]: newer },
  },
  {
    row: "20 became a folder",
    v1: guide(base),
    v2: guide(newer),
    yours: { [path]: null, [`${path}/inside.md`]: "mine\n" },
    exit: 4,
    result: "conflicts",
    actions: { [path]: "skipped" },
    after: { [`${path}/inside.md`]: "mine\n" },
  },
  {
    row: "20 its folder became a file",
    v1: guide(base, { to: "planning/sub/guide.md" }),
    v2: guide(newer, { to: "planning/sub/guide.md" }),
    yours: { "planning/sub": null },
    act: (world) => writeFile(join(world.root, "planning/sub"), "mine\r\n"),
    exit: 4,
    result: "conflicts",
    actions: { "planning/sub/guide.md": "skipped" },
    after: { "planning/sub": "mine\n" },
  },
  {
    row: "20 became a symbolic link",
    v1: guide(base),
    v2: guide(newer),
    act: async ({ root }) => {
      await rename(join(root, path), join(root, "planning/real.md"));
      await symlink("real.md", join(root, path));
    },
    exit: 4,
    result: "conflicts",
    actions: { [path]: "skipped" },
    after: { [path]: base, "planning/real.md": base },
  },
  {
    row: "20 became a dangling link out of the repository",
    v1: guide(base),
    v2: guide(newer),
    act: async ({ root }) => {
      await unlink(join(root, path));
      await symlink("../../outside.md", join(root, path));
    },
    exit: 4,
    result: "conflicts",
    actions: { [path]: "skipped" },
    after: { "../outside.md": null },
  },
  {
    row: "20 became something that is not UTF-8",
    v1: guide(base),
    v2: guide(newer),
    act: ({ root }) => writeFile(join(root, path), Buffer.from([0xff, 0xfe, 0x41, 0])),
    exit: 4,
    result: "conflicts",
    actions: { [path]: "skipped" },
  },
  {
    row: "20 became odd, and the template did not change",
    v1: guide(base),
    v2: guide(base),
    act: async ({ root }) => {
      await rm(join(root, path));
      await mkdir(join(root, path));
    },
    result: "current",
    actions: { [path]: "unchanged" },
  },
  {
    row: "21 the user's mode bit",
    v1: guide(base),
    v2: guide(newer),
    act: ({ root }) => chmod(join(root, path), 0o750),
    actions: { [path]: "updated" },
    after: { [path]: newer },
  },
  {
    row: "21 the template's mode bit",
    v1: guide(base),
    v2: guide(base, { executable: true }),
    actions: { [path]: "updated" },
    after: { [path]: base },
  },
  {
    row: "22 seed, edited",
    v1: guide(base, { mode: "seed" }),
    v2: guide(newer, { mode: "seed" }),
    yours: { [path]: edited },
    result: "current",
    after: { [path]: edited },
  },
  {
    row: "22 seed, deleted",
    v1: guide(base, { mode: "seed" }),
    v2: guide(newer, { mode: "seed" }),
    yours: { [path]: null },
    result: "current",
    after: { [path]: null },
  },
  {
    row: "22 seed, deleted and asked for",
    v1: guide(base, { mode: "seed" }),
    v2: guide(newer, { mode: "seed" }),
    yours: { [path]: null },
    flags: ["--restore", path],
    actions: { [path]: "restored" },
    after: { [path]: newer },
  },
  {
    row: "23 block, changed",
    v1: block("a\nb\nc\n"),
    v2: block("a\nb\nC\n"),
    yours: mine("a\nb\nc\n"),
    actions: { "CLAUDE.md": "updated" },
    after: mine("a\nb\nC\n"),
  },
  {
    row: "24 block, inside edited",
    v1: block("a\n\nb\n\nc\n"),
    v2: block("a\n\nb\n\nC\n"),
    yours: mine("A\n\nb\n\nc\n"),
    actions: { "CLAUDE.md": "merged" },
    after: mine("A\n\nb\n\nC\n"),
  },
  ...(
    [
      ["half", `x\n${begin}\na\n`, 2],
      ["doubled", around("a\n") + around("a\n"), 13],
      ["reversed", `${end}\na\n${begin}\n`, 1],
    ] as const
  ).map(
    ([how, text]): Upgrade => ({
      row: `25 block, ${how}`,
      v1: block("a\n"),
      v2: block("b\n"),
      yours: { "CLAUDE.md": text },
      exit: 4,
      result: "conflicts",
      actions: { "CLAUDE.md": "skipped" },
      after: { "CLAUDE.md": text },
    }),
  ),
  {
    row: "23 block taken out by the user stays out",
    v1: block("a\n"),
    v2: block("b\n"),
    yours: { "CLAUDE.md": "# Mine\n" },
    actions: { "CLAUDE.md": "kept" },
    after: { "CLAUDE.md": "# Mine\n" },
  },
  {
    row: "28 base lost",
    v1: guide(base),
    v2: guide(newer),
    yours: { [path]: edited, "planning/.plan-init/bases": null },
    exit: 4,
    result: "conflicts",
    actions: { [path]: "conflict" },
    after: { [path]: edited, [sidecar]: newer },
  },
  {
    row: "28 base lost, an older template matches",
    v1: guide(base),
    v2: guide(newer, { previous: ["other\n", base] }),
    yours: { [path]: edited, "planning/.plan-init/bases": null },
    actions: { [path]: "merged" },
    after: { [path]: merged },
  },
  {
    row: "28 base tampered with, file unedited",
    v1: guide(base),
    v2: guide(newer),
    act: async ({ root }) => {
      const bases = join(root, "planning/.plan-init/bases");
      for (const name of await readdir(bases)) await writeFile(join(bases, name), "evil\n");
    },
    actions: { [path]: "updated" },
    after: { [path]: newer },
  },
  {
    row: "29 no manifest, equal to what is known",
    v1: guide(base),
    v2: guide(base),
    yours: { "planning/.plan-init": null },
    result: "created",
    actions: { [path]: "adopted" },
    after: { [path]: base },
    remembers: { guide: { state: "ok" } },
  },
  {
    row: "29 no manifest, equal to an older version",
    v1: guide(base),
    v2: guide(newer, { previous: [base] }),
    yours: { "planning/.plan-init": null },
    result: "created",
    actions: { [path]: "updated" },
    after: { [path]: newer },
  },
  {
    row: "29 no manifest, edited",
    v1: guide(base),
    v2: guide(base),
    yours: { "planning/.plan-init": null, [path]: edited },
    exit: 4,
    result: "conflicts",
    actions: { [path]: "conflict" },
    after: { [path]: edited, [sidecar]: base },
  },
  {
    row: "29 no manifest, a block is recognised",
    v1: block("a\n"),
    v2: block("b\n"),
    yours: { "planning/.plan-init": null },
    exit: 4,
    result: "conflicts",
    actions: { "CLAUDE.md": "conflict" },
    after: { "CLAUDE.md": `# Berth\n\n${begin}\na\n${end}\n`, "CLAUDE.md.plan-init-new": "b\n" },
  },
  {
    row: "30 an answer changed by hand, file unedited",
    v1: guide("Test: {{code commands.test}}\n\nend\n", { hbs: true }),
    v2: guide("Test: {{code commands.test}}\n\nend\n", { hbs: true }),
    act: (world) => config(world, (text) => text.replace('test: ""', "test: make test")),
    actions: { [path]: "updated" },
    after: { [path]: "Test: `make test`\n\nend\n" },
  },
  {
    row: "30 an answer changed by hand, file edited",
    v1: guide("{{text project}}\n\nmiddle\n\nend\n", { hbs: true }),
    v2: guide("{{text project}}\n\nmiddle\n\nend\n", { hbs: true }),
    yours: { [path]: "repo\n\nmiddle\n\nour end\n" },
    act: (world) => config(world, (text) => text.replace("project: repo", "project: Quay")),
    actions: { [path]: "merged" },
    after: { [path]: "Quay\n\nmiddle\n\nour end\n" },
  },
];

describe.each(settings)("the decision table ($name)", (setting) => {
  it.each(sample(rows))("$row", (row) => playUpgrade(row, setting));
});

it("the user's mode bits move along", async () => {
  const world = await newWorld();
  await world.pack("1.0.0", guide(base));
  await world.pack("2.0.0", guide(newer, { to: elsewhere }));
  await world.to("1.0.0");
  await chmod(join(world.root, path), 0o640);
  await world.to("2.0.0");
  expect((await stat(join(world.root, elsewhere))).mode & 0o777).toBe(0o640);
});
