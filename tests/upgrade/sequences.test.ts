import fc from "fast-check";
import { expect, it } from "vitest";
import { isSampled } from "../helpers/sample.ts";
import { leftovers, treeOf } from "./support/tree.ts";
import { newWorld, plain, type World } from "./support/world.ts";

const versions = ["1.0.0", "2.0.0", "3.0.0", "4.0.0"];
const paths = ["planning/guide.md", "planning/notes.md", "CLAUDE.md"];

const paragraphs = (changes: Record<number, string>): string =>
  `${Array.from({ length: 10 }, (_, at) => changes[at] ?? `Paragraph ${at} of the template.`).join("\n\n")}\n`;

const texts: Record<string, string> = {
  "1.0.0": paragraphs({}),
  "2.0.0": paragraphs({ 1: "The first one, reworded.", 6: "" }),
  "3.0.0": paragraphs({ 1: "The first one, reworded.", 4: "A longer\nfourth one." }),
  "4.0.0": paragraphs({ 1: "The first one, reworded again.", 9: "The end." }),
};

async function fourVersions(): Promise<World> {
  const world = await newWorld(plain);
  for (const version of versions) {
    const text = texts[version] ?? "";
    await world.pack(version, {
      guide: { text, to: "planning/guide.md" },
      // Goes in one version, and comes back.
      ...(version === "3.0.0" ? {} : { notes: { text: text.toUpperCase(), to: "planning/notes.md" } }),
      block: { text: `Version ${version}.\n`, to: "CLAUDE.md", mode: "block", preamble: "# Berth" },
    });
  }
  return world;
}

type Step =
  | { do: "upgrade"; by: number; flags: readonly string[] }
  | { do: "write"; path: string; at: number }
  | { do: "delete"; path: string }
  | { do: "undo" };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("upgrade"),
      by: fc.nat(2),
      flags: fc.constantFrom([], ["--conflict", "files"], ["--strict"]),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("write"), path: fc.constantFrom(...paths), at: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("delete"), path: fc.constantFrom(...paths) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("undo") }) },
);

/** Plays steps as a user would, and remembers what must still be there. */
class Story {
  private version = 0;
  private written = 0;
  /** Lines of the user's own, and where they are. */
  private mine = new Map<string, string>();
  /** How things were before the last run that changed something, until the user changes something again. */
  private before: { tree: Record<string, string>; version: number } | undefined;

  constructor(private readonly world: World) {}

  async play(each: Step): Promise<void> {
    if (each.do === "upgrade") await this.upgrade(each);
    else if (each.do === "undo") await this.undo();
    else await this.edit(each);
    expect(await leftovers(this.world.root)).toEqual([]);
    const all = Object.values(await treeOf(this.world.root)).join("\n");
    for (const line of this.mine.keys()) expect(all).toContain(line);
  }

  private async upgrade({ by, flags }: Extract<Step, { do: "upgrade" }>): Promise<void> {
    const target = Math.min(this.version + by, versions.length - 1);
    const version = versions[target] ?? "";
    const tree = await treeOf(this.world.root);
    const { exit, document } = await this.world.to(version, ...flags);
    expect([0, 4]).toContain(exit);
    const now = await treeOf(this.world.root);
    if (document.result === "refused") return expect(now).toEqual(tree);
    const isSame = JSON.stringify(now) === JSON.stringify(tree);
    if (!isSame) this.before = { tree, version: this.version };
    this.version = target;
    await this.world.to(version, ...flags);
    expect(await treeOf(this.world.root)).toEqual(now);
  }

  private async edit(each: Extract<Step, { do: "write" | "delete" }>): Promise<void> {
    const text = await this.world.read(each.path);
    this.before = undefined;
    if (each.do === "delete" || text === undefined) {
      await this.world.write({ [each.path]: null });
      for (const [line, path] of this.mine) if (path === each.path) this.mine.delete(line);
      return;
    }
    const line = `My own line ${this.written++}.`;
    const lines = text.split("\n");
    // Where a person writes: not among the markers of a block or of a conflict.
    const free = lines.flatMap((_, at) => (lines.slice(0, at).some((above) => /<!--|<{7}/.test(above)) ? [] : [at]));
    lines.splice(free[each.at % free.length] ?? 0, 0, line);
    await this.world.write({ [each.path]: lines.join("\n") });
    this.mine.set(line, each.path);
  }

  private async undo(): Promise<void> {
    const { before } = this;
    const tree = await treeOf(this.world.root);
    const { exit } = await this.world.verb("undo");
    if (before === undefined) {
      // Nothing to take back, or edited since: then it is refused. What it does take back was written by a run.
      if (exit !== 0) expect(await treeOf(this.world.root)).toEqual(tree);
    } else {
      expect(exit).toBe(0);
      expect(await treeOf(this.world.root)).toEqual(before.tree);
      this.version = before.version;
    }
    this.before = undefined;
  }
}

it("whatever users do between upgrades, nothing of theirs is lost and every run can be taken back", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 9 }), async (steps) => {
      const world = await fourVersions();
      const story = new Story(world);
      await story.play({ do: "upgrade", by: 0, flags: [] });
      for (const each of steps) await story.play(each);
    }),
    { numRuns: isSampled ? 5 : 25 },
  );
}, 120_000);
