import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { git } from "../helpers/temp.ts";
import { treeOf } from "./support/tree.ts";
import { newWorld, plain, type World } from "./support/world.ts";

const path = "planning/guide.md";
const lines = (...changes: [number, string][]) => {
  const all = Array.from({ length: 12 }, (_, at) => `line ${at}`);
  for (const [at, text] of changes) all[at] = text;
  return `${all.join("\n\n")}\n`;
};
const base = lines();

/** Four versions: texts change, one file is renamed twice, one goes and comes back, one is added, a block changes. */
async function fourVersions(): Promise<World> {
  const world = await newWorld(plain);
  const block = (text: string) => ({ text, to: "CLAUDE.md", mode: "block", preamble: "# Berth" }) as const;
  await world.pack("1.0.0", {
    guide: { text: base, to: path },
    moves: { text: base, to: "planning/one.md" },
    goes: { text: base },
    block: block("a\n"),
  });
  await world.pack("2.0.0", {
    guide: { text: lines([1, "ONE"]), to: path },
    moves: { text: base, to: "planning/two.md", formerly: ["planning/one.md"] },
    block: block("a\nb\n"),
  });
  await world.pack("3.0.0", {
    guide: { text: lines([1, "ONE"], [3, "THREE"]), to: path },
    moves: { text: lines([5, "FIVE"]), to: "planning/three.md", formerly: ["planning/two.md", "planning/one.md"] },
    goes: { text: lines([7, "SEVEN"]) },
    block: block("A\nb\n"),
  });
  await world.pack("4.0.0", {
    guide: { text: lines([1, "one"], [3, "THREE"]), to: path },
    moves: { text: lines([5, "FIVE"]), to: "planning/sub/four.md" },
    goes: { text: lines([7, "SEVEN"]) },
    comes: { text: base, mode: "seed" },
    block: block("A\nB\n"),
  });
  return world;
}

describe("many versions at once", () => {
  it.each([
    ["unedited", {}],
    ["edited", { [path]: lines([10, "mine"]), "planning/one.md": lines([9, "mine, too"]) }],
    ["deleted", { [path]: null, "planning/one.md": null }],
  ])("come to the same as one after the other: %s", async (_, yours: Record<string, string | null>) => {
    const trees: Record<string, string>[] = [];
    for (const stops of [["4.0.0"], ["2.0.0", "3.0.0", "4.0.0"]]) {
      const world = await fourVersions();
      await world.to("1.0.0");
      await world.write(yours);
      for (const version of stops) expect((await world.to(version)).exit).toBe(0);
      trees.push(await treeOf(world.root));
    }
    expect(trees[1]).toEqual(trees[0]);
  });
});

describe("a downgrade", () => {
  it("is refused", async () => {
    const world = await fourVersions();
    await world.to("3.0.0");
    const before = await treeOf(world.root);
    const { exit, document } = await world.to("2.0.0");
    expect({ exit, code: document.error?.code }).toEqual({ exit: 4, code: "downgrade" });
    expect(await treeOf(world.root)).toEqual(before);
  });

  it("goes back when it is allowed, with the user's edits", async () => {
    const world = await fourVersions();
    await world.to("1.0.0");
    await world.write({ [path]: lines([10, "mine"]) });
    const old = await treeOf(world.root);
    await world.to("3.0.0");
    expect(await world.read(path)).toBe(lines([1, "ONE"], [3, "THREE"], [10, "mine"]));
    expect((await world.to("1.0.0", "--allow-downgrade")).exit).toBe(0);
    expect(await treeOf(world.root)).toEqual(old);
  });
});

describe("a newer version that changes no file", () => {
  it("writes nothing", async () => {
    const world = await fourVersions();
    await world.pack("1.0.1", { guide: { text: base, to: path } });
    await world.pack("1.0.0", { guide: { text: base, to: path } });
    await world.to("1.0.0");
    expect((await world.to("1.0.1")).document.result).toBe("current");
  });

  it("of another pack is remembered, or the next run would miss the old one", async () => {
    const world = await newWorld(plain);
    await world.pack("1.0.0", { name: "one", files: { guide: { text: base, to: path } } });
    await world.pack("2.0.0", { name: "two", files: { guide: { text: base, to: path } } });
    await world.to("1.0.0");
    expect((await world.to("2.0.0")).document.result).toBe("upgraded");
    expect(JSON.parse((await world.read("planning/.plan-init/manifest.json")) ?? "").packs).toEqual([
      { name: "two", version: "2.0.0" },
    ]);
  });
});

describe("a question that a later version asks", () => {
  const question = (more: object) => ({ key: "ticket", message: "Prefix of your tickets", type: "text", ...more });
  const asks = async (more: object) => {
    const world = await newWorld(plain);
    await world.pack("1.0.0", { guide: { text: base, to: path } });
    const text = `${base}\nTicket: {{text vars.ticket}}\n`;
    await world.pack("2.0.0", { questions: [question(more)], files: { guide: { text, to: path, hbs: true } } });
    await world.to("1.0.0");
    await world.write({ [path]: lines([0, "mine"]) });
    return world;
  };

  it("has its default without anybody to ask", async () => {
    const world = await asks({ default: "ACME" });
    expect((await world.to("2.0.0")).exit).toBe(0);
    expect(await world.read(path)).toBe(`${lines([0, "mine"])}\nTicket: ACME\n`);
    expect((await world.to("2.0.0")).document.result).toBe("current");
  });

  it("stops the run when it has none, and names the flag", async () => {
    const world = await asks({ required: true });
    const before = await treeOf(world.root);
    const { exit, document } = await world.to("2.0.0");
    expect({ exit, code: document.error?.code }).toEqual({ exit: 2, code: "answers-missing" });
    expect(document.error?.fix).toContain("--set vars.ticket=");
    expect(await treeOf(world.root)).toEqual(before);
    expect((await world.to("2.0.0", "--set", "vars.ticket=QUAY")).exit).toBe(0);
    expect(await world.read(path)).toBe(`${lines([0, "mine"])}\nTicket: QUAY\n`);
    expect((await world.to("2.0.0")).document.result).toBe("current");
  });
});

describe("an answer that changes", () => {
  it("takes files away, edited ones excepted, and brings them back", async () => {
    const world = await newWorld(plain);
    const files = {
      guide: { text: base, to: path },
      claude: { text: "claude\n", to: ".claude/plan.md", when: { agents: "claude" } },
      edited: { text: base, to: ".claude/edited.md", when: { agents: "claude" } },
      block: { text: "in\n", to: "CLAUDE.md", mode: "block", preamble: "# Berth", when: { agents: "claude" } },
    } as const;
    await world.pack("1.0.0", files);
    await world.to("1.0.0");
    await world.write({ ".claude/edited.md": lines([0, "mine"]), "AGENTS.md": "ours\n" });
    const before = await treeOf(world.root);
    expect((await world.to("1.0.0", "--set", "agents=codex")).exit).toBe(0);
    expect(await world.read(".claude/plan.md")).toBeUndefined();
    expect(await world.read("CLAUDE.md")).toBeUndefined();
    expect(await world.read(".claude/edited.md")).toBe(lines([0, "mine"]));
    expect((await world.to("1.0.0")).document.result).toBe("current");
    expect((await world.to("1.0.0", "--set", "agents=claude")).exit).toBe(0);
    expect(await treeOf(world.root)).toEqual(before);
  });
});

describe("a pack of the team's own", () => {
  it("inside the repository is remembered, and `builtin` goes back", async () => {
    const world = await newWorld(plain);
    await world.pack("1.0.0", { overlay: true, files: { extra: { text: base, to: path } } });
    await cp(world.packAt("1.0.0"), join(world.root, "tools/pack"), { recursive: true });
    expect((await world.verb("--templates", "tools/pack", "--yes")).exit).toBe(0);
    expect(await world.read("planning/config.yml")).toContain("templates: tools/pack");
    expect((await world.verb("--yes")).document.result).toBe("current");
    expect((await world.verb("--templates", "builtin", "--yes")).exit).toBe(0);
    expect(await world.read(path)).toBeUndefined();
    expect((await world.verb("--yes")).document.result).toBe("current");
  });

  it("outside has to be given again, and is missed when it is not", async () => {
    const world = await newWorld(plain);
    await world.pack("1.0.0", { guide: { text: base, to: path } });
    await world.to("1.0.0");
    const { exit, document } = await world.verb("--yes");
    expect({ exit, code: document.error?.code }).toEqual({ exit: 2, code: "pack-missing" });
  });
});

describe("two branches that were upgraded separately", () => {
  const branches = async (there: string, here: string) => {
    const world = await newWorld({ git: true, eol: "\n" });
    for (const [version, text] of [
      ["1.0.0", base],
      ["2.0.0", lines([1, "ONE"])],
      ["3.0.0", lines([1, "ONE"], [3, "THREE"])],
    ] as const) {
      await world.pack(version, { guide: { text, to: path }, other: { text: `other ${version}\n` } });
    }
    const commit = async (message: string) => {
      await git(world.root, "add", "--all");
      await git(world.root, "commit", "--quiet", "--message", message);
    };
    await world.to("1.0.0");
    await commit("Scaffold");
    await git(world.root, "switch", "--quiet", "--create", "there");
    await world.write({ [path]: lines([8, "edited there"]) });
    await world.to(there);
    await commit("Upgrade there");
    await git(world.root, "switch", "--quiet", "main");
    await world.write({ [path]: lines([10, "edited here"]) });
    await world.to(here);
    await commit("Upgrade here");
    const conflicts = await git(world.root, "merge", "--quiet", "--no-edit", "there").then(
      () => "",
      () => git(world.root, "diff", "--name-only", "--diff-filter=U"),
    );
    return { world, conflicts: conflicts === "" ? [] : conflicts.split("\n") };
  };

  it("to one version merge without a conflict", async () => {
    const { world, conflicts } = await branches("2.0.0", "2.0.0");
    expect(conflicts).toEqual([]);
    expect((await world.to("2.0.0")).document.result).toBe("current");
    expect((await world.to("3.0.0")).exit).toBe(0);
    expect(await world.read(path)).toBe(lines([1, "ONE"], [3, "THREE"], [8, "edited there"], [10, "edited here"]));
  });

  it.each(["--ours", "--theirs"])(
    "to different versions conflict in the manifest, and either side does: %s",
    async (side) => {
      const { world, conflicts } = await branches("2.0.0", "3.0.0");
      const manifest = "planning/.plan-init/manifest.json";
      expect(conflicts).toContain(manifest);
      const stopped = await world.to("3.0.0");
      expect({ exit: stopped.exit, code: stopped.document.error?.code }).toEqual({
        exit: 4,
        code: "manifest-in-conflict",
      });
      expect(stopped.document.error?.message).toContain(manifest);
      for (const file of conflicts) {
        // The files' own conflicts are a matter of git; what the user keeps is theirs.
        if (file !== manifest) await git(world.root, "checkout", "--quiet", "--theirs", file);
      }
      await git(world.root, "checkout", "--quiet", side, manifest);
      const { exit, stderr } = await world.to("3.0.0");
      expect(exit, stderr).toBe(0);
      expect(await world.read(path)).toContain("edited there");
      expect(await world.read(path)).toContain("THREE");
      expect((await world.to("3.0.0")).document.result).toBe("current");
    },
  );
});

it("bases that somebody took away come back while anybody still knows them", async () => {
  const world = await newWorld(plain);
  await world.pack("1.0.0", { guide: { text: base, to: path } });
  await world.to("1.0.0");
  const bases = join(world.root, "planning/.plan-init/bases");
  const [name = ""] = (await treeNames(bases)).filter((each) => /^[0-9a-f]{64}$/.test(each));
  await writeFile(join(bases, name), "tampered\n");
  expect((await world.to("1.0.0")).document.result).toBe("upgraded");
  expect(await readFile(join(bases, name), "utf8")).not.toContain("tampered");
  expect((await world.to("1.0.0")).document.result).toBe("current");
});

const treeNames = async (dir: string): Promise<string[]> => Object.keys(await treeOf(dir));
