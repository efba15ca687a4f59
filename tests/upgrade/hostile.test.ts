import { cp, mkdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hashOf } from "../../src/pack/hash.ts";
import { sample } from "../helpers/sample.ts";
import { makeTempDir } from "../helpers/temp.ts";
import { stamps } from "./support/stamps.ts";
import { treeOf } from "./support/tree.ts";
import { newWorld, plain, type World } from "./support/world.ts";

const path = "planning/guide.md";
const base = "# Title\n\none\n\ntwo\n";
const newer = base.replace("one", "one, reworded");
const guide = (text: string, to = path) => ({ guide: { text, to } });
const manifestPath = "planning/.plan-init/manifest.json";

const badPaths = [
  ["leads upwards", "../outside.md"],
  ["leads upwards in the middle", "planning/../../outside.md"],
  ["is absolute", "/etc/hosts"],
  ["is absolute on Windows", "C:/outside.md"],
  ["has a backslash", "planning\\..\\..\\outside.md"],
  ["has a NUL", "planning/a\0.md"],
  ["has a line end", "planning/a\nb.md"],
  ["leads into .git", ".git/hooks/pre-commit"],
  ["leads into .git by case", "sub/.GIT/config"],
  ["leads into .git by its short name", "git~1/config"],
  ["leads into .git by a character that HFS+ drops", ".g\u200cit/config"],
  ["leads into .git by a stream", ".git::$INDEX_ALLOCATION/config"],
  ["is a device", "planning/con.md"],
  ["is a device with a number", "planning/COM1"],
  ["is a stream", "planning/a.md:evil"],
  ["ends in a dot", "planning/a."],
  ["ends in a space", "planning/a "],
  ["is empty", ""],
  ["has an empty part", "planning//a.md"],
  ["stays in place", "planning/./a.md"],
  ["is too long", `planning/${"a/".repeat(600)}b`],
  ["has a part that is too long", `planning/${"é".repeat(120)}.md`],
  ["is the manifest", manifestPath],
  ["is the config, by case", "Planning/Config.yml"],
  ["is a base", `planning/.plan-init/bases/${"0".repeat(64)}`],
  ["is a file of the machine", "planning/.plan-init/local/lock-1"],
  ["is the folder of all", "planning"],
  ["is the tool's own folder", "planning/.plan-init"],
  ["is a sidecar", "planning/a.md.plan-init-new"],
] as const;

let prepared: Promise<string> | undefined;

/** A scaffold, and beside it a file that nobody may touch: a copy of one that all tests share. */
async function installed(): Promise<World> {
  prepared ??= prepare();
  const world = await newWorld(plain);
  await cp(await prepared, join(world.root, ".."), { recursive: true });
  return world;
}

async function prepare(): Promise<string> {
  const world = await newWorld(plain);
  await world.pack("1.0.0", guide(base));
  await world.pack("2.0.0", guide(newer));
  await world.to("1.0.0");
  await world.write({ "../outside.md": "outside\n" });
  const kept = await makeTempDir();
  await cp(join(world.root, ".."), kept, { recursive: true });
  return kept;
}

/** Runs every verb that writes, each of which has to refuse, and to leave everything as it is. */
async function expectRefused(world: World, codes: readonly string[], verbs = ["init", "remove"]): Promise<void> {
  const before = await stamps(join(world.root, ".."));
  const runs = {
    init: () => world.to("2.0.0"),
    preview: () => world.to("2.0.0", "--dry-run"),
    remove: () => world.verb("remove", "--yes"),
  };
  for (const verb of ["preview", ...verbs] as (keyof typeof runs)[]) {
    const { exit, document, stderr } = await runs[verb]();
    expect(codes, stderr).toContain(document.error?.code);
    expect([2, 4]).toContain(exit);
  }
  expect(await stamps(join(world.root, ".."))).toEqual(before);
}

const entry = { path, mode: "merge", state: "ok", base: hashOf(base) };
const manifest = (files: object, more: object = {}) =>
  JSON.stringify({ schema: 1, packs: [{ name: "acme", version: "1.0.0" }], files, ...more });

describe("a manifest is refused", () => {
  it.each(sample(badPaths))("when a path in it %s", async (_, bad) => {
    const world = await installed();
    for (const files of [{ guide: { ...entry, path: bad } }, { guide: { ...entry, movedFrom: bad } }]) {
      await world.write({ [manifestPath]: manifest(files) });
      await expectRefused(world, ["manifest-invalid"]);
    }
  });

  it.each([
    ["is cut short", '{ "schema": 1, "packs": [', "manifest-invalid"],
    ["is empty", "", "manifest-invalid"],
    ["is no object", "null", "manifest-invalid"],
    ["is a list", "[]", "manifest-invalid"],
    ["comes from a newer program", manifest({}, { schema: 2 }), "manifest-newer"],
    ["has a key that nobody knows", manifest({}, { evil: true }), "manifest-invalid"],
    ["has an id that objects have", '{"schema":1,"packs":[],"files":{"constructor":{}}}', "manifest-invalid"],
    ["has the prototype for an id", '{"schema":1,"packs":[],"files":{"__proto__":{}}}', "manifest-invalid"],
    ["has a mode that nobody knows", manifest({ guide: { ...entry, mode: "run" } }), "manifest-invalid"],
    ["has a base that is no hash", manifest({ guide: { ...entry, base: "../../x" } }), "manifest-invalid"],
    ["has one path twice", manifest({ guide: entry, other: entry }), "manifest-invalid"],
    [
      "has paths that collide",
      manifest({ guide: entry, other: { ...entry, path: "planning/GUIDE.md" } }),
      "manifest-invalid",
    ],
    [
      "has a version that is none",
      manifest({}, { packs: [{ name: "acme", version: "\u001b[2J1.0.0" }] }),
      "manifest-invalid",
    ],
    [
      "has a pack's name that is none",
      manifest({}, { packs: [{ name: "A\n", version: "1.0.0" }] }),
      "manifest-invalid",
    ],
    [
      "was left in conflict by git",
      `{\n<<<<<<< HEAD\n"schema": 1\n=======\n"schema": 1\n>>>>>>> x\n}`,
      "manifest-in-conflict",
    ],
    ["is nested without end", `${"[".repeat(100_000)}${"]".repeat(100_000)}`, "manifest-invalid"],
  ])("when it %s", async (_, text, code) => {
    const world = await installed();
    await writeFile(join(world.root, manifestPath), text);
    await expectRefused(world, [code]);
  });

  it("when it has ten megabytes", async () => {
    const world = await installed();
    await writeFile(join(world.root, manifestPath), `{"schema":1,"files":{${" ".repeat(10 * 1024 * 1024)}}}`);
    await expectRefused(world, ["not-a-text-file"]);
  });
});

describe("a pack is refused", () => {
  const refused = async (yml: string, files: Record<string, string> = {}) => {
    const world = await installed();
    await world.write({ "../evil/pack.yml": yml, "../evil/a.md": base, ...files });
    const before = await stamps(world.root);
    const { exit, document, stderr } = await world.verb("--templates", "../evil", "--yes");
    expect({ exit, code: document.error?.code }, stderr).toEqual({ exit: 2, code: "pack-invalid" });
    expect(await stamps(world.root)).toEqual(before);
    return document.error?.message ?? "";
  };
  const head = "name: acme\nversion: 2.0.0\nstandalone: true\n";
  const one = (more: string) => `${head}files:\n  - id: a\n    template: a.md\n    ${more}\n`;

  it.each(sample(badPaths))("when a destination in it %s", async (_, bad) => {
    await refused(one(`to: ${JSON.stringify(bad)}`));
    await refused(one(`to: planning/a.md\n    formerly: [${JSON.stringify(bad)}]`));
  });

  it.each(sample(badPaths.slice(0, 20)))("when a template's path %s", async (_, bad) => {
    await refused(`${head}files:\n  - id: a\n    to: planning/a.md\n    template: ${JSON.stringify(bad)}\n`);
    await refused(one(`to: planning/a.md\n    previous: [${JSON.stringify(bad)}]`));
  });

  it.each([
    ["a template's own path is the config", `${head}files:\n  - { id: a, template: planning/config.yml.hbs }\n`],
    ["a template's own path is the manifest", `${head}files:\n  - { id: a, template: ${manifestPath} }\n`],
    ["an id stands twice", `${head}files:\n  - { id: a, template: a.md }\n  - { id: a, template: a.md, to: b }\n`],
    ["an id is one that objects have", `${head}files:\n  - { id: constructor, template: a.md }\n`],
    ["two go to one place", `${head}files:\n  - { id: a, template: a.md }\n  - { id: b, template: a.md }\n`],
    [
      "one goes below another",
      `${head}files:\n  - { id: a, template: a.md }\n  - { id: b, template: a.md, to: a.md/b }\n`,
    ],
    ["a template is not there", `${head}files:\n  - { id: a, template: nothing.md }\n`],
    ["a template is a folder", `${head}files:\n  - { id: a, template: folder }\n`],
    ["a key is nobody's", one("mod: seed")],
    ["YAML is broken", "name: [\n"],
    ["YAML is nested without end", `a: ${"[".repeat(50_000)}`],
    ["YAML's aliases multiply", `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b]\n`],
    ["it is nothing", ""],
    ["it is a list", "- a\n"],
    ["its version is none", "name: acme\nversion: new\n"],
    ["its version is endless", `name: acme\nversion: 1.0.0-${"9".repeat(500)}\n`],
    ["it calls itself by the name of the built-in pack", "name: plan-init\nversion: 9.0.0\n"],
    ["it asks four questions", `${head}questions: [${"{key: a, message: A, type: text},".repeat(4)}]\n`],
  ])("when %s", async (_, yml) => {
    const world = await refused(yml, {
      "../evil/planning/config.yml.hbs": "x: 1\n",
      "../evil/folder/x": "x\n",
      [`../evil/${manifestPath}`]: "{}\n",
    });
    expect(world).not.toContain("\u001b");
  });

  it("names the nearest key to one that nobody knows", async () => {
    expect(await refused(one("mod: seed"))).toContain("did you mean `mode`");
  });

  it("when a file in it has ten megabytes", async () => {
    const large = `${"x".repeat(80)}\n`.repeat(130_000);
    expect(await refused(`# ${large}`)).toContain("bytes");
    expect(await refused(one(""), { "../evil/a.md": large })).toContain("bytes");
    expect(await refused(one(""), { "../evil/partials/x.hbs": large })).toContain("bytes");
  });

  it.each(["a.md", "pack.yml", "partials"])("when %s in it is a link", async (name) => {
    const world = await installed();
    await world.write({ "../evil/pack.yml": one(""), "../evil/a.md": base, "../evil/partials/x.hbs": "x\n" });
    const at = (file: string) => join(world.root, "../evil", file);
    await rename(at(name), at("../real"));
    await symlink("../real", at(name));
    const { document } = await world.verb("--templates", "../evil", "--yes");
    expect(document.error?.code).toBe("pack-invalid");
  });

  it("when the config's folder leads out of the repository through a link", async () => {
    const world = await installed();
    await symlink("../pack-2.0.0", join(world.root, "pack"));
    const config = "planning/config.yml";
    await writeFile(join(world.root, config), `${await world.read(config)}\ntemplates: pack\n`);
    expect((await world.verb("--yes")).document.error?.code).toBe("pack-folder");
  });

  it.each([
    ["more than can be read again", "{{#each context}}{{/each}}", `${"x".repeat(100)}\n`.repeat(30_000)],
    ["a marker line into a block", "", "<!-- plan-init:end -->\n"],
  ])("when it renders to %s", async (_, extra, text) => {
    const world = await installed();
    await world.pack("3.0.0", { guide: { text: text + extra, to: "CLAUDE.md", mode: "block", hbs: true } });
    expect(["template-invalid", "pack-invalid"]).toContain((await world.to("3.0.0")).document.error?.code);
    expect(await world.read("CLAUDE.md")).toBeUndefined();
  });
});

describe("a symbolic link", () => {
  const outside = async (world: World) => readFile(join(world.root, "../outside/kept.md"), "utf8");
  const linked = async (place: string) => {
    const world = await installed();
    await world.write({ "../outside/kept.md": "kept\n" });
    await rm(join(world.root, place), { recursive: true, force: true });
    await mkdir(join(world.root, place, ".."), { recursive: true });
    await symlink(join(world.root, "../outside"), join(world.root, place));
    return world;
  };

  it.each(["planning", "planning/.plan-init", "planning/.plan-init/local", "planning/.plan-init/bases"])(
    "in the place of %s is not written through",
    async (place) => {
      const world = await linked(place);
      for (const run of [world.to("2.0.0"), world.verb("remove", "--yes"), world.verb("undo")]) await run;
      expect(await treeOf(join(world.root, "../outside"))).toEqual({ "kept.md": "644 kept\n" });
    },
  );

  it.each([".gitignore", "undo", "journal", "former"])(
    "in the place of local/%s is not written through",
    async (name) => {
      const world = await installed();
      await world.write({ "../outside/kept.md": "kept\n" });
      const place = join(world.root, "planning/.plan-init/local", name);
      await rm(place, { recursive: true, force: true });
      await symlink(join(world.root, "../outside", name === ".gitignore" ? "kept.md" : ""), place);
      await world.to("2.0.0");
      expect(await treeOf(join(world.root, "../outside"))).toEqual({ "kept.md": "644 kept\n" });
    },
  );

  it("in the place of an agent's folder is skipped", async () => {
    const world = await newWorld(plain);
    await world.pack("1.0.0", guide(base, ".claude/skills/plan/SKILL.md"));
    await world.write({ "../outside/kept.md": "kept\n" });
    await symlink("../outside", join(world.root, ".claude"));
    const { exit, document } = await world.to("1.0.0");
    expect(exit).toBe(4);
    expect(document.files).toContainEqual(
      expect.objectContaining({ path: ".claude/skills/plan/SKILL.md", action: "skipped" }),
    );
    expect(await outside(world)).toBe("kept\n");
    expect(await world.read("planning/config.yml")).toBeDefined();
  });

  it("in the place of a sidecar is not written through", async () => {
    const world = await installed();
    await world.write({ [path]: base.replace("one", "ours"), "../outside/kept.md": "kept\n" });
    await symlink("../../outside/kept.md", join(world.root, `${path}.plan-init-new`));
    expect((await world.to("2.0.0", "--conflict", "files", "--strict")).exit).toBe(4);
    expect(await outside(world)).toBe("kept\n");
    expect(await world.read(path)).toBe(base.replace("one", "ours"));
  });

  it("that appears after a crash does not lead the roll-back away", async () => {
    const world = await installed();
    const local = join(world.root, "planning/.plan-init/local");
    const image = { hash: hashOf("kept\n"), mode: 0o644 };
    const ops = [
      { path: "away/kept.md", before: null, after: image },
      { path: manifestPath, before: null, after: { ...image, hash: hashOf("never\n") } },
    ];
    await world.write({ "../outside/kept.md": "kept\n" });
    await symlink("../outside", join(world.root, "away"));
    await mkdir(join(local, "journal/before"), { recursive: true });
    await writeFile(join(local, "journal/journal.json"), JSON.stringify({ schema: 1, verb: "init", ops, folders: [] }));
    expect((await world.to("1.0.0")).document).toMatchObject({ recovered: "rolled back" });
    expect(await outside(world)).toBe("kept\n");
  });
});

describe("a journal that is not ours", () => {
  it.each(["../outside.md", "/etc/hosts", ".git/hooks/pre-commit", "a/.GIT/config", "a\0b"])(
    "cannot write to %j",
    async (bad) => {
      const world = await installed();
      const local = join(world.root, "planning/.plan-init/local");
      const image = { hash: hashOf("evil\n"), mode: 0o755 };
      const journal = { schema: 1, verb: "init", ops: [{ path: bad, before: image, after: null }], folders: [] };
      for (const folder of ["journal", "undo"]) {
        await mkdir(join(local, folder, "before"), { recursive: true });
        await writeFile(join(local, folder, "before/0"), "evil\n");
        await writeFile(join(local, folder, "journal.json"), JSON.stringify(journal));
      }
      for (const run of [() => world.to("2.0.0"), () => world.verb("undo"), () => world.verb("remove", "--yes")]) {
        expect((await run()).document.error?.code).toBe("journal-damaged");
      }
      await rm(join(local, "journal"), { recursive: true });
      expect((await world.verb("undo")).document.error?.code).toBe("journal-damaged");
      expect(await readFile(join(world.root, "../outside.md"), "utf8")).toBe("outside\n");
    },
  );
});

describe("a config is refused", () => {
  it("when it has ten megabytes", async () => {
    const world = await installed();
    await writeFile(join(world.root, "planning/config.yml"), "#".repeat(10 * 1024 * 1024));
    await expectRefused(world, ["not-a-text-file"], ["init", "remove"]);
  });

  it("when it is a folder", async () => {
    const world = await installed();
    await rm(join(world.root, "planning/config.yml"));
    await mkdir(join(world.root, "planning/config.yml"));
    await expectRefused(world, ["not-a-text-file"], ["init"]);
  });
});

it("a file where planning/ should be is refused, and named", async () => {
  const world = await newWorld(plain);
  await world.pack("1.0.0", guide(base));
  await world.write({ planning: "mine\n" });
  const before = await stamps(world.root);
  const { exit, document } = await world.to("1.0.0");
  expect({ exit, code: document.error?.code }).toEqual({ exit: 4, code: "file-in-the-way" });
  expect(await stamps(world.root)).toEqual(before);
});
