import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MergeInput, merge } from "../../src/pack/merge/index.ts";
import { normalise } from "../../src/pack/text.ts";
import { lineCases, repetitive, various } from "./arbitraries.ts";
import { documentCases } from "./documents.ts";
import { type Texts, textOf } from "./git.ts";

const labels = { user: "yours", base: "template 1.0.0", incoming: "template 1.1.0" };

function run(texts: Texts, options: Partial<MergeInput> = {}) {
  return merge({ ...texts, labels, ...options });
}

const asTexts = (line: fc.Arbitrary<string>): fc.Arbitrary<Texts> =>
  lineCases(line, 14).map(({ user, base, incoming }) => ({
    user: textOf(user),
    base: textOf(base),
    incoming: textOf(incoming),
  }));

/** Anything at all, line endings and byte order marks included. */
const pieces = ["a", "b", "- c d e", "## h", "```", "<<<<<<< yours", "\n", "\n", "\r\n", "\r", " ", "\u00A0"];
const messy = fc
  .tuple(fc.constantFrom("", "\uFEFF"), fc.array(fc.constantFrom(...pieces)))
  .map(([mark, body]) => mark + body.join(""));
const messyCases: fc.Arbitrary<Texts> = fc.record({ user: messy, base: messy, incoming: messy });

const families: [string, fc.Arbitrary<Texts>][] = [
  ["lines that hardly repeat", asTexts(various)],
  ["lines that repeat all the time", asTexts(repetitive)],
  ["documents with sections, lists and sentences", documentCases],
  ["messy bytes", messyCases],
];

describe.each(families)("laws, on %s", (_, cases) => {
  const forAll = (check: (texts: Texts) => void): void => fc.assert(fc.property(cases, check), { numRuns: 400 });

  it.each([false, true])("one side alone decides (strict: %s)", (strict) => {
    forAll(({ user, base, incoming }) => {
      const template = run({ user: base, base, incoming }, { strict });
      expect(normalise(template.text)).toBe(normalise(incoming));
      expect(template.conflicts).toBe(0);
      const kept = run({ user, base, incoming: base }, { strict });
      expect(kept).toEqual({ text: user, conflicts: 0, hunks: [] });
      const same = run({ user, base, incoming: user }, { strict });
      expect(same.text).toBe(user);
      expect(same.conflicts).toBe(0);
    });
  });

  it("the verdict does not depend on which side is whose, nor does a clean text", () => {
    forAll(({ user, base, incoming }) => {
      const there = run({ user, base, incoming });
      const back = run({ user: incoming, base, incoming: user });
      expect(back.conflicts > 0).toBe(there.conflicts > 0);
      if (there.conflicts === 0) expect(normalise(back.text)).toBe(normalise(there.text));
    });
  });

  it("the same template merged again changes nothing", () => {
    forAll(({ user, base, incoming }) => {
      const { text } = run({ user, base, incoming });
      expect(run({ user: text, base: incoming, incoming })).toEqual({ text, conflicts: 0, hunks: [] });
    });
  });

  it("favouring a side leaves no conflict, and differs from the markers only inside them", () => {
    forAll((texts) => {
      const marked = run(texts);
      for (const favour of ["ours", "theirs"] as const) {
        const decided = run(texts, { favour });
        expect(decided.conflicts).toBe(0);
        expect(decided.hunks.map(({ how }) => (how === favour ? "conflict" : how))).toEqual(
          marked.hunks.map(({ how }) => how),
        );
        expect(outside(decided)).toEqual(outside(marked));
      }
    });
  });

  it("the hunks lie in order within the text, and every conflict is one", () => {
    forAll((texts) => {
      const { text, hunks, conflicts } = run(texts);
      const lines = normalise(text).split("\n").slice(0, -1);
      let end = 1;
      for (const hunk of hunks) {
        expect(hunk.line).toBeGreaterThanOrEqual(end);
        end = hunk.line + hunk.lines;
        if (hunk.how === "conflict") expect(lines[hunk.line - 1]).toMatch(/^<{7,} yours$/);
      }
      expect(end).toBeLessThanOrEqual(lines.length + 1);
      expect(hunks.filter(({ how }) => how === "conflict").length).toBe(conflicts);
    });
  });

  it("a conflict holds what all three texts have there", () => {
    forAll((texts) => {
      const { text, hunks } = run(texts);
      const lines = normalise(text).split("\n");
      const all = {
        user: `\n${normalise(texts.user)}`,
        base: `\n${normalise(texts.base)}`,
        incoming: `\n${normalise(texts.incoming)}`,
      };
      for (const hunk of hunks.filter(({ how }) => how === "conflict")) {
        const inside = lines.slice(hunk.line - 1, hunk.line - 1 + hunk.lines);
        const parts = threeParts(inside);
        expect(all.user).toContain(textOf(["", ...parts.user]));
        expect(all.base).toContain(textOf(["", ...parts.base]));
        expect(all.incoming).toContain(textOf(["", ...parts.incoming]));
      }
    });
  });
});

describe("line endings, byte order marks and final newlines", () => {
  const asCrlf = (text: string): string => text.replaceAll("\n", "\r\n");
  const styles: ((text: string) => string)[] = [
    (text) => text,
    asCrlf,
    (text) => `\uFEFF${text}`,
    (text) => text.replace(/(?<=[^\n])\n$/, ""),
  ];
  const style = fc.constantFrom(...styles);

  it("in any combination make no difference, and the result has the user's", () => {
    fc.assert(
      fc.property(asTexts(repetitive), style, style, style, (texts, mine, old, theirs) => {
        // An empty file has no style, and one that ends in a blank line cannot lack the final newline.
        fc.pre(/[^\n]\n$/.test(texts.user));
        const plain = run(texts);
        const styled = run({ user: mine(texts.user), base: old(texts.base), incoming: theirs(texts.incoming) });
        expect(styled).toEqual({ ...plain, text: plain.text === "" ? styled.text : mine(plain.text) });
      }),
      { numRuns: 1000 },
    );
  });
});

/** The lines outside the decided hunks. */
function outside({ text, hunks }: ReturnType<typeof merge>): string[] {
  const lines: (string | undefined)[] = normalise(text).split("\n");
  for (const hunk of hunks) {
    if (["conflict", "ours", "theirs"].includes(hunk.how))
      lines.fill(undefined, hunk.line - 1, hunk.line - 1 + hunk.lines);
  }
  return lines.filter((line) => line !== undefined);
}

function threeParts(conflict: string[]): { user: string[]; base: string[]; incoming: string[] } {
  const width = conflict[0]?.indexOf(" ") ?? 7;
  const base = conflict.findIndex((line) => line.startsWith(`${"|".repeat(width)} `));
  const incoming = conflict.indexOf("=".repeat(width));
  return {
    user: conflict.slice(1, base),
    base: conflict.slice(base + 1, incoming),
    incoming: conflict.slice(incoming + 1, -1),
  };
}
