import { describe, expect, it } from "vitest";
import { merge } from "../../src/pack/merge/index.ts";
import { textOf } from "./git.ts";

const labels = { user: "yours", base: "template 1.0.0", incoming: "template 1.1.0" };

/** The same pseudo-random numbers every time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const next = numbers(7);
const lines = (count: number, vocabulary: number, blankPercent: number): string[] =>
  Array.from({ length: count }, () => (next(100) < blankPercent ? "" : `word ${next(vocabulary)}`));

function edited(text: string[], edits: number): string[] {
  const result = [...text];
  for (let n = 0; n < edits; n++) {
    const fresh = next(2) === 0 ? [""] : [`new ${next(1e9)}`];
    result.splice(next(result.length), next(2), ...(next(3) === 0 ? [] : fresh));
  }
  return result;
}

function shuffled(text: string[]): string[] {
  return text
    .map((line): [number, string] => [next(1e9), line])
    .sort(([a], [b]) => a - b)
    .map(([, line]) => line);
}

/** Milliseconds of processor time, the best of five runs: whatever else the machine does must not count. */
function time(user: string[], base: string[], incoming: string[]): number {
  const texts = { user: textOf(user), base: textOf(base), incoming: textOf(incoming) };
  const times = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    merge({ ...texts, labels });
    const spent = process.cpuUsage(before);
    return (spent.user + spent.system) / 1000;
  });
  return Math.min(...times);
}

const blankHeavy = lines(3000, 1e9, 60);
const large = lines(5000, 1e9, 0);
const moved = Array.from({ length: 3000 }, (_, at) => (at % 30 === 0 ? `## ${at}` : at % 3 === 0 ? "" : `text ${at}`));
const words = (seed: string): string[] => [Array.from({ length: 20_000 }, () => `${seed}${next(50)}`).join(" ")];

describe("no text stalls the merge", () => {
  it.each<[string, number, string[], string[], string[]]>([
    ["3,000 blank-heavy lines", 50, edited(blankHeavy, 100), blankHeavy, edited(blankHeavy, 100)],
    ["3,000 blank-heavy lines, much edited", 100, edited(blankHeavy, 500), blankHeavy, edited(blankHeavy, 500)],
    ["3,000 blank-heavy lines, rewritten", 100, lines(3000, 1e9, 60), blankHeavy, lines(3000, 1e9, 60)],
    ["5,000 entirely different lines", 200, lines(5000, 1e9, 0), large, lines(5000, 1e9, 0)],
    ["5,000 lines of the same few words", 300, lines(5000, 20, 40), lines(5000, 20, 40), lines(5000, 20, 40)],
    ["5,000 lines of two kinds", 300, lines(5000, 2, 0), lines(5000, 2, 0), lines(5000, 2, 0)],
    ["5,000 shuffled lines", 500, shuffled(large), large, shuffled(large)],
    ["only blank lines", 50, lines(5000, 1, 100), lines(3000, 1, 100), lines(4000, 1, 100)],
    ["half of 100 sections moved", 400, [...moved.slice(1500), ...moved.slice(0, 1500)], moved, edited(moved, 100)],
    ["one line of 20,000 words, rewritten", 500, words("a"), words("a"), words("a")],
    [
      "100 lines that pair up",
      100,
      large.slice(0, 100).map((l) => `${l} u`),
      large.slice(0, 100),
      large.slice(0, 100).map((l) => `i ${l}`),
    ],
  ])("%s: under %i ms", (_, limit, user, base, incoming) => {
    expect(time(user, base, incoming)).toBeLessThan(limit);
  });
});

describe("a text too different for the exact diff", () => {
  it("is still merged around the lines that stand once in both", () => {
    const block = large.slice(0, 1000);
    const base = [...block, ...large.slice(1000, 3000)];
    const user = [...large.slice(1000, 2500), ...block, ...large.slice(2500, 3000)];
    const incoming = base.with(2900, "the template's line");
    const result = merge({ user: textOf(user), base: textOf(base), incoming: textOf(incoming), labels });
    expect(result).toMatchObject({ conflicts: 0, text: textOf(user.with(2900, "the template's line")) });
  });

  it("loses no line of either side", () => {
    const [user, base, incoming] = [lines(2000, 30, 20), lines(2000, 30, 20), lines(2000, 30, 20)];
    const mine = [...user, "mine"];
    const theirs = ["theirs", ...incoming];
    const result = merge({ user: textOf(mine), base: textOf(base), incoming: textOf(theirs), labels });
    expect(result.conflicts).toBeGreaterThan(0);
    expect(result.text).toContain("\nmine\n");
    expect(result.text).toContain("\ntheirs\n");
  });
});
