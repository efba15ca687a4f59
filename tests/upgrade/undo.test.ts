import { chmod, mkdir, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { actionsOf } from "./support/documents.ts";
import { treeOf } from "./support/tree.ts";
import { newWorld, plain, type Setting, type World } from "./support/world.ts";

const path = "planning/guide.md";
const base = "# Title\n\none\n\ntwo\n\nthree\n";
const edited = base.replace("three", "three, as we say");
const newer = base.replace("one", "one, reworded");
const clashing = base.replace("three", "three, as the template says");

const files = (text: string) =>
  ({
    guide: { text, to: path },
    deep: { text: "deep\n", to: ".claude/skills/plan/SKILL.md" },
    block: { text, to: "CLAUDE.md", mode: "block", preamble: "# Berth" },
    plan: { text: "# Plan\n", to: "planning/_state/PLAN.md", mode: "seed" },
  }) as const;

async function world(setting: Setting = plain): Promise<World> {
  const made = await newWorld(setting);
  await made.pack("1.0.0", files(base));
  await made.pack("2.0.0", files(newer));
  await made.pack("3.0.0", files(clashing));
  await made.pack("4.0.0", { guide: { text: newer, to: "planning/moved.md" } });
  return made;
}

describe("undo", () => {
  it("takes a scaffold back, and leaves nothing of itself", async () => {
    const made = await world({ git: true, eol: "\n" });
    await mkdir(join(made.root, ".claude"));
    await made.write({ "CLAUDE.md": "# Mine" });
    const before = await treeOf(made.root);
    await made.to("1.0.0");
    const { exit, document } = await made.verb("undo");
    expect({ exit, result: document.result }).toEqual({ exit: 0, result: "undone" });
    expect(await treeOf(made.root)).toEqual(before);
    expect(await made.read("planning/.plan-init/local/.gitignore")).toBeUndefined();
  });

  it.each([
    ["an upgrade", "2.0.0", []],
    ["an upgrade with a conflict in the file", "3.0.0", ["--strict"]],
    ["an upgrade with a conflict beside the file", "3.0.0", ["--strict", "--conflict", "files"]],
    ["an upgrade that overwrites", "3.0.0", ["--force", "**"]],
    ["an upgrade that moves and deletes", "4.0.0", []],
  ] as const)("takes %s back", async (_, version, flags) => {
    const made = await world();
    await made.to("1.0.0");
    const crlf = `\uFEFF${edited.replaceAll("\n", "\r\n")}`;
    await writeFile(join(made.root, path), crlf);
    await chmod(join(made.root, path), 0o751);
    await chmod(join(made.root, ".claude/skills/plan/SKILL.md"), 0o600);
    const before = await treeOf(made.root);
    await made.to(version, ...flags);
    expect(await treeOf(made.root)).not.toEqual(before);
    expect((await made.verb("undo")).exit).toBe(0);
    expect(await treeOf(made.root)).toEqual(before);
    expect((await made.to("1.0.0")).document.result).toBe("current");
  });

  it("shows beforehand what it would do, and does the same", async () => {
    const made = await world();
    await made.to("1.0.0");
    await made.to("2.0.0");
    const before = await treeOf(made.root);
    const dry = await made.verb("undo", "--dry-run");
    expect(dry.document.result).toBe("preview");
    expect(await treeOf(made.root)).toEqual(before);
    expect((await made.verb("undo")).document.files).toEqual(dry.document.files);
  });

  it("after undo says that there is nothing", async () => {
    const made = await world();
    await made.to("1.0.0");
    await made.to("2.0.0");
    await made.verb("undo");
    for (const flag of ["--dry-run", "--keep-edited"]) {
      const { exit, document } = await made.verb("undo", flag);
      expect({ exit, code: document.error?.code }).toEqual({ exit: 4, code: "nothing-to-undo" });
    }
  });

  it("refuses to lose later edits, and keeps them when it is told to", async () => {
    const made = await world();
    await made.to("1.0.0");
    await made.to("2.0.0");
    await made.write({ [path]: edited });
    const before = await treeOf(made.root);
    const refused = await made.verb("undo");
    expect({ exit: refused.exit, code: refused.document.error?.code }).toEqual({ exit: 4, code: "edited-since" });
    expect(refused.document.error?.message).toContain(path);
    expect(refused.document.error?.fix).toBe(
      "keep that file as it is and take back the rest: `plan-init undo --keep-edited`",
    );
    expect(await treeOf(made.root)).toEqual(before);
    const { exit, document } = await made.verb("undo", "--keep-edited");
    expect(exit).toBe(0);
    expect(actionsOf(document)).toEqual({ [path]: "kept", "CLAUDE.md": "restored" });
    expect(await made.read(path)).toBe(edited);
  });

  it("says of a conflict resolved by hand that this is what would be lost", async () => {
    const made = await world();
    await made.to("1.0.0");
    await made.write({ [path]: edited });
    expect((await made.to("3.0.0", "--strict")).exit).toBe(4);
    const resolved = base.replace("three", "three, as we both say");
    await made.write({ [path]: resolved });
    const { exit, document } = await made.verb("undo");
    expect(exit).toBe(4);
    expect(document.error?.message).toContain(`you edited \`${path}\`, or resolved a conflict there`);
    expect((await made.verb("undo", "--keep-edited")).exit).toBe(0);
    expect(await made.read(path)).toBe(resolved);
  });

  it("does not mind that the user has taken away what it would take away", async () => {
    const made = await world();
    const before = await treeOf(made.root);
    await made.to("1.0.0");
    await rm(join(made.root, "planning/_state"), { recursive: true });
    const { exit, document } = await made.verb("undo");
    expect(exit).toBe(0);
    expect(actionsOf(document)).toMatchObject({ "planning/_state/PLAN.md": "unchanged" });
    expect(await treeOf(made.root)).toEqual(before);
  });

  it("leaves bits that were set since", async () => {
    const made = await world();
    await made.to("1.0.0");
    await made.to("2.0.0");
    await chmod(join(made.root, path), 0o640);
    await made.verb("undo");
    expect(await made.read(path)).toBe(base);
    expect((await stat(join(made.root, path))).mode & 0o777).toBe(0o640);
  });

  it("refuses when a before-image was changed or is gone", async () => {
    const made = await world();
    await made.to("1.0.0");
    await made.to("2.0.0");
    const before = await treeOf(made.root);
    const images = join(made.root, "planning/.plan-init/local/undo/before");
    await writeFile(join(images, "1"), "tampered\n").catch(() => undefined);
    await rm(images, { recursive: true });
    expect((await made.verb("undo")).document.error?.code).toBe("journal-damaged");
    expect(await treeOf(made.root)).toEqual(before);
  });

  it("finds a part of a monorepo again, also after a removal", async () => {
    const made = await world({ git: true, eol: "\n" });
    await made.write({ "packages/api/README.md": "# API\n" });
    await made.to("1.0.0");
    const before = await treeOf(made.root);
    await made.to("1.0.0", "--here", "-C", "packages/api");
    const scaffolded = await treeOf(made.root);
    await made.verb("remove", "--yes", "-C", "packages/api/");
    const undone = await made.verb("undo", "-C", "packages/api");
    expect({ root: undone.document.root, exit: undone.exit }).toEqual({
      root: join(made.root, "packages/api"),
      exit: 0,
    });
    expect(await treeOf(made.root)).toEqual(scaffolded);
    expect(before[path]).toBeDefined();
  });
});

describe("remove", () => {
  const removed = async (made: World, ...flags: string[]) => {
    const dry = await made.verb("remove", "--dry-run", ...flags);
    const before = await treeOf(made.root);
    const outcome = await made.verb("remove", "--yes", ...flags);
    expect(outcome.exit, outcome.stderr).toBe(0);
    expect(dry.document.files).toEqual(outcome.document.files);
    return { before, actions: actionsOf(outcome.document), tree: await treeOf(made.root) };
  };

  it.each([
    ["no file", undefined],
    ["an empty file", ""],
    ["blank lines", "\n\n"],
    ["spaces", "  "],
    ["text without a final newline", "# Mine"],
    ["text", "# Mine\n"],
    ["text and a blank line", "# Mine\n\n"],
    ["text and spaces", "# Mine\n   \n"],
    ["CRLF", "# Mine\r\n"],
    ["CRLF and a blank line", "# Mine\r\n\r\n"],
    ["a BOM", "\uFEFF# Mine\r\n"],
    ["a lone BOM", "\uFEFF"],
  ])("takes a block out of %s byte by byte", async (_, text) => {
    const made = await world();
    if (text !== undefined) await writeFile(join(made.root, "CLAUDE.md"), text);
    await made.to("1.0.0");
    await made.to("2.0.0");
    await removed(made);
    expect(await made.read("CLAUDE.md")).toBe(text);
  });

  it("keeps what was written around a block", async () => {
    const made = await world();
    await made.write({ "CLAUDE.md": "above" });
    await made.to("1.0.0");
    await made.write({ "CLAUDE.md": `${await made.read("CLAUDE.md")}below\n` });
    await removed(made);
    expect(await made.read("CLAUDE.md")).toBe("above\nbelow\n");
  });

  it("takes out what is unedited and leaves the rest: edits, what was there before, state", async () => {
    const made = await world();
    await made.write({ "planning/_runs/one/notes.md": "notes\n", "planning/mine.md": "mine\n" });
    await made.write({ ".claude/skills/plan/SKILL.md": "deep\n" });
    await made.pack("0.9.0", { other: { text: "other\n" } });
    await made.to("0.9.0");
    await made.to("1.0.0");
    await made.write({ [path]: edited });
    const { actions, tree } = await removed(made);
    const folders = Object.keys(actions).map((file) => dirname(file));
    expect(folders, "the files of a folder stand together").toEqual([...folders].sort());
    expect(actions).toMatchObject({
      [path]: "kept",
      "CLAUDE.md": "deleted",
      // It was there before plan-init was.
      ".claude/skills/plan/SKILL.md": "kept",
      "planning/_state/PLAN.md": "kept",
    });
    expect(Object.keys(tree).filter((file) => !file.endsWith("/"))).toEqual(
      expect.arrayContaining([
        path,
        ".claude/skills/plan/SKILL.md",
        "planning/_runs/one/notes.md",
        "planning/_state/PLAN.md",
        "planning/config.yml",
        "planning/mine.md",
      ]),
    );
    expect(tree["planning/.plan-init/manifest.json"]).toBeUndefined();
  });

  it("--with-state takes state too, whatever its names and bytes are, and undo brings all of it back", async () => {
    const made = await world();
    await made.to("1.0.0");
    const state = "planning/_runs/2025-01-02T03:04:05/con";
    await mkdir(join(made.root, state), { recursive: true });
    await writeFile(join(made.root, state, "odd name.\\:*.png"), Buffer.from([0xff, 0xd8, 0, 0xc3, 0x28]));
    await writeFile(join(made.root, state, "run.sh"), "#!/bin/sh\n", { mode: 0o755 });
    await made.write({ "planning/archive/2024/README.md": "old\n", "planning/mine.md": "mine\n" });
    const { before, tree } = await removed(made, "--with-state");
    expect(Object.keys(tree)).toEqual(["README.md", "planning/", "planning/.plan-init/", "planning/mine.md"]);
    expect((await made.verb("undo")).exit).toBe(0);
    expect(await treeOf(made.root)).toEqual(before);
  });

  it("keeps a file with unresolved conflicts, takes untouched sidecars along, and keeps edited ones", async () => {
    const made = await world();
    await made.to("1.0.0");
    await made.write({ [path]: edited });
    await made.to("3.0.0", "--strict", "--conflict", "files");
    expect(await made.read(`${path}.plan-init-new`)).toBe(clashing);
    await removed(made);
    expect(await made.read(path)).toBe(edited);
    expect(await made.read(`${path}.plan-init-new`)).toBeUndefined();
    await made.verb("undo");
    await made.write({ [`${path}.plan-init-new`]: "taken over in part\n" });
    await removed(made);
    expect(await made.read(`${path}.plan-init-new`)).toBe("taken over in part\n");
  });

  it("and then plan-init again: answers are still there, edits are not overwritten", async () => {
    const made = await world();
    await made.to("1.0.0", "--set", "project=Quay");
    await made.write({ [path]: edited });
    await removed(made);
    const { exit, document } = await made.to("1.0.0");
    expect(exit).toBe(4);
    expect(actionsOf(document)).toMatchObject({ [path]: "conflict", "CLAUDE.md": "created" });
    expect(await made.read(path)).toBe(edited);
    expect(await made.read("planning/config.yml")).toContain("project: Quay");
  });

  it("needs a yes, and an installation", async () => {
    const made = await world();
    expect(await made.verb("remove", "--yes")).toMatchObject({
      exit: 2,
      document: { error: { code: "not-installed" } },
    });
    await made.to("1.0.0");
    const before = await treeOf(made.root);
    expect(await made.verb("remove")).toMatchObject({ exit: 2, document: { error: { code: "needs-confirmation" } } });
    expect(await treeOf(made.root)).toEqual(before);
  });
});
