import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { treePath } from "../../../src/strategy/paths.ts";
import { tempDir, writeFiles } from "../../helpers/temp.ts";
import { runHere } from "../../upgrade/support/in-process.ts";
import { judged, written } from "./support.ts";

const line = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom("## Objective: A (@a)", "## Objective: B (@b)", "## Notes", "- [ ] One (@one)"),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      "- [x] Two (#2)",
      "- [ ] A (@a)",
      "* [~] Half (@half)",
      "- [ ] Held (@h) ⏳ blocked-on-vault (vault/pending/h.md)",
      "- [ ] (#1 #2) — depends on #9, @one",
      "Depends on: @one",
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "Status: DONE",
      "status: ready — ask on Monday",
      "**Status:** BLOCKED (5 prerequisites unresolved)",
      "Status: BLOCKED — 2 prerequisites unresolved",
      "Status:",
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom("", "  ", "```", "~~~", "<!--", "-->", "> quote", "| a | b |", "---") },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme", maxLength: 20 }).map((text) => text.replace(/[\r\n]/g, " ")) },
);
const someTree = fc
  .tuple(fc.constantFrom("", "\uFEFF"), fc.array(line, { maxLength: 40 }), fc.constantFrom("\n", "\r\n"), fc.boolean())
  .map(([mark, lines, ending, hasEnd]) => mark + lines.join(ending) + (hasEnd ? ending : ""));

/** Lines with their endings. */
const linesOf = (text: string): string[] => text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
const bare = (one: string): string => one.replace(/[\r\n]+$/, "");
const isStatus = (one: string): boolean => /^[\s>]*[*_]*status\b/i.test(one.replace("\uFEFF", ""));

/** What writing did to the lines of a text, told without the parser: each is kept, or is a Status line that was replaced or added. */
function strange(before: readonly string[], after: readonly string[]): string[] {
  const found: string[] = [];
  let at = 0;
  for (const [index, now] of after.entries()) {
    const old = before[at];
    const isLast = at === before.length - 1;
    // A line that is added behind the last one gives it an ending.
    if (
      old === now ||
      (isLast && old !== undefined && bare(old) === old && bare(now) === old && index < after.length - 1)
    )
      at++;
    else if (
      isStatus(now) &&
      old !== undefined &&
      isStatus(old) &&
      now.slice(bare(now).length) === old.slice(bare(old).length)
    )
      at++;
    else if (!isStatus(now)) return [...found, now];
  }
  return at === before.length ? found : [...found, ...before.slice(at)];
}

describe("tree --write", () => {
  test("keeps every byte of every line that is no Status line", () => {
    fc.assert(
      fc.property(someTree, (text) => {
        expect(strange(linesOf(text), linesOf(written(text)))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test("leaves a tree whose statuses are right, and what follows from a tree does not change by it", () => {
    fc.assert(
      fc.property(someTree, (text) => {
        const once = written(text);
        expect(written(once)).toBe(once);
        const [before, after] = [judged(text), judged(once)];
        expect(after.statuses).toEqual(before.statuses);
        expect([...after.score]).toEqual([...before.score]);
      }),
      { numRuns: 200 },
    );
  });

  test("writes to the file what is right, and no byte where nothing is to be written", async () => {
    const root = join(await tempDir(), "repo");
    const text =
      "\uFEFF# Tree\r\n\r\n## Objective: A (@a)\r\n- [ ] Eins (@one)\r\n\r\n```\r\nStatus: DONE\r\n```\r\n\r\n## Objective: B (@b)\r\n- [x] Zwei\r\nStatus: DONE — am 3. März\r\nEnde";
    await writeFiles(root, { [treePath]: text });
    const { exit, stdout } = await runHere(["tree", "--write"], { cwd: root });
    expect([exit, stdout.includes("Written")]).toEqual([0, true]);
    const now = text.replace("(@one)\r\n", "(@one)\r\nStatus: BLOCKED — 1 prerequisite unresolved\r\n");
    expect(await readFile(join(root, treePath), "utf8")).toBe(now);
    expect((await runHere(["tree", "--write"], { cwd: root })).stdout).not.toContain("Written");
    expect(await readFile(join(root, treePath), "utf8")).toBe(now);
  });
});
