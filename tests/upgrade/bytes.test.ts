import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { git } from "../helpers/temp.ts";
import type { TestFile } from "./support/pack.ts";
import { playUpgrade } from "./support/upgrade.ts";
import { newWorld, plain } from "./support/world.ts";

const path = "planning/guide.md";
const base = "# Title\n\none\n\ntwo\n\nthree\n";
const newer = base.replace("one", "one, reworded");
const guide = (text: string, more: Partial<TestFile> = {}) => ({ guide: { text, to: path, ...more } });

/** Upgrades over what the user's file holds, byte for byte, and returns what it holds then. */
async function upgraded(user: string | Buffer, to: string, from = base, ...flags: string[]) {
  const world = await newWorld(plain);
  await world.pack("1.0.0", guide(from));
  await world.pack("2.0.0", guide(to));
  await world.to("1.0.0");
  await writeFile(join(world.root, path), user);
  const outcome = await world.to("2.0.0", ...flags);
  const bytes = await readFile(join(world.root, path));
  if (outcome.exit === 0) expect((await world.to("2.0.0")).document.result).toBe("current");
  return { ...outcome, bytes, text: bytes.toString("utf8") };
}

describe("a file's own style", () => {
  it.each([
    ["CRLF", base.replaceAll("\n", "\r\n"), newer.replaceAll("\n", "\r\n")],
    ["mixed endings", "# Title\r\n\none\n\r\ntwo\n\nthree\r\n", "# Title\r\n\none, reworded\n\r\ntwo\n\nthree\r\n"],
    ["no final newline, edited last line", `${base.slice(0, -1)}!`, `${newer.slice(0, -1)}!`],
    ["several final newlines", `${base}\n\n`, `${newer}\n\n`],
    ["BOM and CRLF", `\uFEFF${base.replaceAll("\n", "\r\n")}`, `\uFEFF${newer.replaceAll("\n", "\r\n")}`],
    ["emoji, right-to-left and combining letters", `${base}\n👩‍🚀 שלום e\u0301\n`, `${newer}\n👩‍🚀 שלום e\u0301\n`],
    ["names that objects have", `${base}\n__proto__\nconstructor\n`, `${newer}\n__proto__\nconstructor\n`],
    ["a setext heading", `${base}\nHeading\n=======\n`, `${newer}\nHeading\n=======\n`],
    ["conflict markers as content", `${base}\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n`, undefined],
    ["a lone carriage return in a line", base.replace("three", "th\rree"), newer.replace("three", "th\rree")],
  ])("%s", async (_, user, expected) => {
    const { exit, text } = await upgraded(user, newer);
    expect(exit).toBe(0);
    expect(text).toBe(expected ?? user.replace("one", "one, reworded"));
  });

  it("carriage returns alone, as on old Macs, are one long line, and conflict rather than get lost", async () => {
    const user = base.replaceAll("\n", "\r").replace("three", "our three");
    const { exit, text } = await upgraded(user, newer);
    expect(exit).toBe(4);
    expect(text).toContain(user.replace(/\r$/, ""));
  });

  it("an emptied file stays empty where the template's change has no place, and says so", async () => {
    const { document, text } = await upgraded("", newer);
    // Nothing of the template's is smuggled in without a word.
    expect([0, 4]).toContain((await upgraded("", newer)).exit);
    expect(document.files.find((file) => file.path === path)?.action).toMatch(/kept|merged|conflict/);
    if (text !== "") expect(text).toContain("<<<<<<<");
  });
});

describe("what is not text is never touched", () => {
  it.each([
    ["UTF-16", Buffer.from(`\uFEFF${base}`, "utf16le")],
    ["Latin-1", Buffer.from("caf\xe9\n", "latin1")],
    ["with NUL", Buffer.from("a\0b\n")],
    ["of three megabytes", Buffer.alloc(3 * 1024 * 1024, "line\n")],
  ])("%s", async (_, bytes) => {
    const { exit, bytes: after, document } = await upgraded(bytes, newer);
    expect(exit).toBe(4);
    expect(after.equals(bytes)).toBe(true);
    expect(document.files.find((file) => file.path === path)?.action).toBe("skipped");
  });
});

describe("conflict markers", () => {
  const clash = (text: string, how: string) => text.replace("three", how);

  it("are wider than any that the text has already", async () => {
    const content = "<<<<<<< yours\nx\n>>>>>>> template 9\n";
    const user = `${clash(base, "ours")}\n${content}`;
    const { exit, text } = await upgraded(user, clash(base, "theirs"), base, "--strict");
    expect(exit).toBe(4);
    expect(text).toContain("\n<<<<<<<< yours\nours\n");
    expect(text).toContain(content);
  });

  it("of a template's own example do not count as unresolved", async () => {
    const example = "<<<<<<< yours\nx\n=======\ny\n>>>>>>> template 1\n";
    const world = await newWorld(plain);
    await world.pack("1.0.0", guide(`${base}\n${example}`));
    await world.pack("2.0.0", guide(`${clash(base, "theirs")}\n${example}`));
    await world.pack("3.0.0", guide(`${clash(newer, "theirs")}\n${example}`));
    await world.to("1.0.0");
    await world.write({ [path]: `${clash(base, "ours")}\n${example}` });
    expect((await world.to("2.0.0", "--strict")).exit).toBe(4);
    const conflicted = (await world.read(path)) ?? "";
    expect((await world.to("3.0.0")).document.error?.code).toBe("unresolved");
    await world.write({ [path]: conflicted.replace(/<{8}[\s\S]*>{8}.*/, "both") });
    expect((await world.to("3.0.0")).exit).toBe(0);
    expect(await world.read(path)).toBe(`${clash(newer, "both")}\n${example}`);
  });

  it.each([
    ["the first", /<<<<<<<.*\n/],
    ["the one before the base", /\|{7}.*\n/],
    ["the last", />>>>>>>.*\n/],
  ])("are unresolved while one is left, even without %s", async (_, gone) => {
    const world = await newWorld(plain);
    await world.pack("1.0.0", guide(base));
    await world.pack("2.0.0", guide(clash(base, "theirs")));
    await world.to("1.0.0");
    await world.write({ [path]: clash(base, "ours") });
    await world.to("2.0.0", "--strict");
    await world.write({ [path]: ((await world.read(path)) ?? "").replace(gone, "") });
    const { exit, document } = await world.to("2.0.0");
    expect({ exit, code: document.error?.code }).toEqual({ exit: 4, code: "unresolved" });
    await world.write({ [path]: clash(base, "ours and theirs") });
    expect((await world.to("2.0.0")).document.files).toContainEqual(
      expect.objectContaining({ path, action: "resolved" }),
    );
    expect((await world.to("2.0.0")).document.result).toBe("current");
  });
});

describe("names", () => {
  it.each([
    "planning/with space.md",
    "planning/'quotes\".md",
    "planning/[star]*.md",
    "planning/ünï/日本語.md",
    "planning/nfd-e\u0301.md",
    "planning/emoji 👩‍🚀.md",
    "planning/$(touch x);&.md",
    "planning/-dash.md",
  ])("%s", async (to) => {
    await playUpgrade(
      {
        row: to,
        v1: { guide: { text: base, to } },
        v2: { guide: { text: newer, to } },
        yours: { [to]: base.replace("three", "ours") },
        actions: { [to]: "merged" },
        after: { [to]: newer.replace("three", "ours") },
      },
      { git: true, eol: "\n" },
    );
  });

  it("that one system takes for one cannot be two destinations", async () => {
    const world = await newWorld(plain);
    for (const [one, two] of [
      ["planning/e\u0301.md", "planning/\u00e9.md"],
      ["planning/A.md", "planning/a.md"],
      ["planning/ſ.md", "planning/s.md"],
      ["planning/a", "planning/a/b"],
      ["planning/A", "planning/a/b"],
    ] as const) {
      await world.pack("1.0.0", { one: { text: base, to: one }, two: { text: base, to: two } });
      expect((await world.to("1.0.0")).document.error?.code, one).toBe("pack-invalid");
    }
  });
});

describe("answers", () => {
  it("that UTF-8 cannot hold do not make every run an upgrade", async () => {
    const world = await newWorld(plain);
    await world.pack("1.0.0", guide("{{text project}}\n", { hbs: true }));
    await world.to("1.0.0");
    const config = "planning/config.yml";
    const text = (await world.read(config)) ?? "";
    await writeFile(join(world.root, config), text.replace("project: repo", 'project: "half \\ud83d"'));
    expect((await world.to("1.0.0")).exit).toBe(0);
    expect((await world.to("1.0.0")).document.result).toBe("current");
  });

  it("that are long do not make a manifest that cannot be read", async () => {
    const world = await newWorld(plain);
    const block = { text: "in\n", to: "CLAUDE.md", mode: "block", preamble: "# {{text project}}" } as const;
    await world.pack("1.0.0", { guide: block });
    await world.to("1.0.0", "--set", `project=${"*".repeat(1900)}`);
    expect((await world.to("1.0.0")).document.result).toBe("current");
    expect((await world.verb("remove", "--yes")).exit).toBe(0);
    expect(await world.read("CLAUDE.md")).toBeUndefined();
  });
});

it("git's line-ending conversion and conflict style have no say", async () => {
  const world = await newWorld({ git: true, eol: "\n" });
  await git(world.root, "config", "core.autocrlf", "true");
  await git(world.root, "config", "merge.conflictStyle", "merge");
  await world.pack("1.0.0", guide(base));
  await world.pack("2.0.0", guide(newer));
  await world.to("1.0.0");
  await git(world.root, "add", "--all");
  await git(world.root, "commit", "--quiet", "--message", "Plan");
  // A fresh checkout: everything but the bases comes out with CRLF.
  await git(world.root, "rm", "--quiet", "-r", "--cached", ".");
  await git(world.root, "reset", "--quiet", "--hard");
  expect(await world.read(path)).toContain("\r\n");
  expect(await world.read("planning/.plan-init/manifest.json")).toContain("\r\n");
  expect((await world.to("1.0.0")).document.result).toBe("current");
  expect((await world.to("2.0.0")).document.files).toContainEqual(expect.objectContaining({ path, action: "updated" }));
  expect(await world.read(path)).toBe(newer.replaceAll("\n", "\r\n"));
});
