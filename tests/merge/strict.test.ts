import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { merge } from "../../src/pack/merge/index.ts";
import { lineCases, repetitive, various } from "./arbitraries.ts";
import { gitMerge, gitMergeAll, type Lines, textOf } from "./git.ts";

const labels = { user: "yours", base: "template 1.0.0", incoming: "template 1.1.0" };

function strictly({ user, base, incoming }: Lines) {
  const texts = { user: textOf(user), base: textOf(base), incoming: textOf(incoming) };
  return { texts, result: merge({ ...texts, labels, strict: true }) };
}

/** The cases where the two tools differ in verdict or text; git is asked again alone, for in a large file it cuts corners. */
function differing(cases: Lines[]): Lines[] {
  const merged = gitMergeAll(cases);
  return cases.filter((each, nth) => {
    const { texts, result } = strictly(each);
    const ours = result.conflicts > 0 ? undefined : result.text;
    const theirs = merged[nth] && textOf(merged[nth]);
    if (ours === theirs) return false;
    const alone = gitMerge(texts);
    return ours !== (alone.conflicts > 0 ? undefined : alone.text);
  });
}

/** Number of ways to align two texts with as many common lines as possible; with one way there is one shortest diff. */
function alignments(a: readonly string[], b: readonly string[]): number {
  interface Cell {
    length: number;
    ways: number;
  }
  let above: Cell[] = Array.from({ length: b.length + 1 }, () => ({ length: 0, ways: 1 }));
  for (const line of a) {
    const row: Cell[] = [{ length: 0, ways: 1 }];
    for (const [at, other] of b.entries()) {
      const up = above[at + 1] as Cell;
      const left = row[at] as Cell;
      const corner = above[at] as Cell;
      const length = Math.max(up.length, left.length, line === other ? corner.length + 1 : 0);
      const viaUp = up.length === length ? up.ways : 0;
      const viaLeft = left.length === length ? left.ways : 0;
      const viaBoth = up.length === length && left.length === length && corner.length === length ? corner.ways : 0;
      const viaMatch = line === other && corner.length + 1 === length ? corner.ways : 0;
      row.push({ length, ways: viaUp + viaLeft - viaBoth + viaMatch });
    }
    above = row;
  }
  return above.at(-1)?.ways ?? 1;
}

function isUnambiguous({ user, base, incoming }: Lines): boolean {
  return alignments(base, user) === 1 && alignments(base, incoming) === 1;
}

describe("strict mode and `git merge-file`", () => {
  it("agree on verdict and text wherever there is only one shortest diff", () => {
    const cases = fc.sample(lineCases(various), 2500).filter(isUnambiguous);
    expect(cases.length).toBeGreaterThan(1000);
    expect(differing(cases)).toEqual([]);
  });

  // Where several diffs are equally short the two may pick different ones; both verdicts are then right.
  it.each([
    ["lines that hardly repeat", various, 0.997],
    ["lines that repeat all the time", repetitive, 0.994],
  ])("agree nearly always otherwise: %s", (_, line, share) => {
    const cases = fc.sample(lineCases(line), 2500);
    const different = differing(cases);
    expect(different.filter(isUnambiguous)).toEqual([]);
    expect(different.length / cases.length).toBeLessThan(1 - share);
  });

  it("write the same conflicts, case by case and without the batch", () => {
    const cases = fc.sample(lineCases(various, 20), 150).filter(isUnambiguous);
    const flags = ["--diff3", ...Object.values(labels).flatMap((label) => ["-L", label])];
    for (const each of cases) {
      const { texts, result } = strictly(each);
      const git = gitMerge(texts, ...flags);
      // In this style git leaves a conflict where both sides wrote the same text by different edits.
      if (git.conflicts === result.conflicts) expect(result.text).toBe(git.text);
      else expect(result.conflicts).toBeLessThan(git.conflicts);
      expect(result.conflicts > 0).toBe(gitMerge(texts).conflicts > 0);
    }
  });
});
