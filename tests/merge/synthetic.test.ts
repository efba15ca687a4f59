import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { merge } from "../../src/pack/merge/index.ts";
import { gitMergeAll } from "./git.ts";
import { type SyntheticCase, syntheticCases } from "./synthetic.ts";

const labels = { user: "yours", base: "template 1.0.0", incoming: "template 1.1.0" };
const texts = ["plan", "runner", "readme"].map((name) =>
  readFileSync(new URL(`../fixtures/merge/${name}.md`, import.meta.url), "utf8"),
);
const cases = syntheticCases(texts, 20, 2500);
const apart = cases.filter(({ kind }) => kind.startsWith("apart"));
const clashes = cases.filter(({ kind }) => kind.startsWith("clash"));

function conflicts(each: SyntheticCase, strict = false): boolean {
  return merge({ ...each, labels, strict }).conflicts > 0;
}

describe("made-up edits of real documents", () => {
  it("are the same for the same seed, and others for another", () => {
    expect(syntheticCases(texts, 20, 50)).toEqual(cases.slice(0, 50));
    expect(syntheticCases(texts, 21, 50)).not.toEqual(cases.slice(0, 50));
    expect(apart.length).toBeGreaterThan(1500);
    expect(clashes.length).toBeGreaterThan(100);
  });

  it("that do not touch each other's words merge to just both edits, or conflict", () => {
    const wrong = apart.flatMap((each) => {
      const { text, conflicts: count } = merge({ ...each, labels });
      return count === 0 && text !== each.expected ? [{ ...each, text }] : [];
    });
    expect(wrong).toEqual([]);
  });

  it("that contradict each other always conflict", () => {
    expect(clashes.filter((each) => !conflicts(each))).toEqual([]);
  });

  it("conflict without need far less often than with `git merge-file`", () => {
    const split = (text: string): string[] => text.split("\n").slice(0, -1);
    const merged = gitMergeAll(
      apart.map(({ user, base, incoming }) => ({ user: split(user), base: split(base), incoming: split(incoming) })),
    );
    const rates = {
      git: merged.filter((lines) => lines === undefined).length / apart.length,
      strict: apart.filter((each) => conflicts(each, true)).length / apart.length,
      ours: apart.filter((each) => conflicts(each)).length / apart.length,
    };
    expect(rates.git).toBeGreaterThan(0.2);
    expect(Math.abs(rates.strict - rates.git)).toBeLessThan(0.01);
    expect(rates.ours).toBeLessThan(0.45 * rates.git);
  });
});
