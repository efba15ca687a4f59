import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { merge } from "../../src/pack/merge/index.ts";
import { distinct, lineCases } from "./arbitraries.ts";
import { documentCases } from "./documents.ts";
import { type Texts, textOf } from "./git.ts";

const labels = { user: "yours", base: "template 1.0.0", incoming: "template 1.1.0" };

/** A text as the pieces that a merge must carry over whole. */
type Pieces = (text: string) => string[];

const asLines: Pieces = (text) => text.split("\n").filter((line) => line !== "");
const asWords: Pieces = (text) => text.split(/\s+/).filter((word) => /[a-z]/.test(word));

const lineTexts: fc.Arbitrary<Texts> = lineCases(distinct, 14).map(({ user, base, incoming }) => ({
  user: textOf(user),
  base: textOf(base),
  incoming: textOf(incoming),
}));

const families: [string, fc.Arbitrary<Texts>, Pieces, number][] = [
  ["lines", lineTexts, asLines, 1000],
  ["words of documents", documentCases, asWords, 300],
];

describe.each(families)("nothing is lost or brought back: %s", (_, cases, pieces, numRuns) => {
  it("in a clean result: what both kept, and what either added, once each", () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(cases, (texts) => {
        const { text, conflicts, hunks } = merge({ ...texts, labels });
        fc.pre(conflicts === 0);
        for (const { how } of hunks) seen.set(how, (seen.get(how) ?? 0) + 1);
        const result = countsOf(pieces(text));
        for (const [piece, times] of expectedTimes(texts, pieces)) {
          expect([piece, result.get(piece) ?? 0]).toEqual([piece, times]);
        }
      }),
      { numRuns },
    );
    const used = pieces === asWords ? ["line", "adjacent", "word", "section"] : ["line", "adjacent"];
    expect([...seen.keys()]).toEqual(expect.arrayContaining(used));
  });

  it("in a clean result: neither side's order changes, where no side moved anything", () => {
    fc.assert(
      fc.property(cases, (texts) => {
        const { text, conflicts } = merge({ ...texts, labels });
        fc.pre(conflicts === 0);
        const order = orderIn(texts, pieces);
        fc.pre(isRising(order(texts.user, texts.base)) && isRising(order(texts.incoming, texts.base)));
        fc.pre(!repeatsBase(texts.user, texts, pieces) && !repeatsBase(texts.incoming, texts, pieces));
        for (const side of [texts.user, texts.incoming]) expect(isRising(order(text, side))).toBe(true);
      }),
      { numRuns },
    );
  });

  it("in a result with conflicts: whatever either side added is there", () => {
    fc.assert(
      fc.property(cases, (texts) => {
        const { text, conflicts } = merge({ ...texts, labels });
        fc.pre(conflicts > 0);
        const base = new Set(pieces(texts.base));
        const result = new Set(pieces(text));
        const added = [...pieces(texts.user), ...pieces(texts.incoming)].filter((piece) => !base.has(piece));
        expect(added.filter((piece) => !result.has(piece))).toEqual([]);
      }),
      { numRuns },
    );
  });

  it.each(["ours", "theirs"] as const)("decided for %s: a line both kept is there once, and none twice", (favour) => {
    fc.assert(
      fc.property(cases, (texts) => {
        const { text, hunks } = merge({ ...texts, labels, favour });
        fc.pre(hunks.some(({ how }) => how === favour));
        const result = countsOf(asLines(text));
        const [user, incoming] = [new Set(asLines(texts.user)), new Set(asLines(texts.incoming))];
        for (const [line] of expectedTimes(texts, asLines)) {
          const least = user.has(line) && incoming.has(line) ? 1 : 0;
          expect([line, result.get(line) ?? 0]).toEqual([line, expect.toSatisfy((n) => n >= least && n <= 1)]);
        }
      }),
      { numRuns },
    );
  });
});

/** How often each piece must stand in a clean result; pieces that repeat, or that both sides came up with, say nothing. */
function expectedTimes(texts: Texts, pieces: Pieces): Map<string, number> {
  const [user, base, incoming] = [texts.user, texts.base, texts.incoming].map((text) => countsOf(pieces(text)));
  const times = new Map<string, number>();
  for (const piece of new Set([...(user?.keys() ?? []), ...(base?.keys() ?? []), ...(incoming?.keys() ?? [])])) {
    const [u, b, i] = [user?.get(piece) ?? 0, base?.get(piece) ?? 0, incoming?.get(piece) ?? 0];
    if (Math.max(u, b, i) > 1 || (b === 0 && u + i > 1)) continue;
    times.set(piece, b === 1 ? Math.min(u, i) : u + i);
  }
  return times;
}

function countsOf(pieces: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const piece of pieces) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  return counts;
}

/** Makes a function that tells where the pieces of a text stand in a model, for pieces that nobody repeats. */
function orderIn(texts: Texts, pieces: Pieces): (text: string, model: string) => number[] {
  const single = expectedTimes(texts, pieces);
  return (text, model) => {
    const places = new Map(pieces(model).map((piece, at) => [piece, at]));
    return pieces(text).flatMap((piece) => (single.has(piece) ? (places.get(piece) ?? []) : []));
  };
}

/** Where a piece of the base stands twice, which of the two is the old one is anybody's guess, and so is the order. */
function repeatsBase(text: string, { base }: Texts, pieces: Pieces): boolean {
  const known = new Set(pieces(base));
  const old = pieces(text).filter((piece) => known.has(piece));
  return known.size < pieces(base).length || new Set(old).size < old.length;
}

function isRising(numbers: number[]): boolean {
  return numbers.every((number, at) => at === 0 || number > (numbers[at - 1] ?? 0));
}
