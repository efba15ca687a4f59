import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldSession } from "../../src/review/fold/fold.ts";
import type { RawFinding } from "../../src/review/types.ts";
import { freeLoop, type Recorded, stuckLoop } from "./series.ts";
import { draft, finding, type Played, play } from "./session.ts";

/** Plays a recorded loop, whose planner accepted everything, until something stops it. */
function replay(rounds: readonly Recorded[], cap: number): Played {
  const played = play({ cap });
  for (const [at, { lines, findings }] of rounds.entries()) {
    const units = { M1: `${at}`, M2: `${at}`, M3: `${at}`, M4: `${at}`, M5: `${at}`, M6: `${at}` };
    played.happen({ type: "draft", ...draft(`d${at}`, { lines, units, changed: [] }) });
    if (played.stop() !== undefined) break;
    played.happen({
      type: "review",
      verdict: "NO-GO",
      findings,
      keep: [],
      trim: [],
      file: "review-1.md",
      stale: false,
    });
    if (played.stop() !== undefined) break;
    played.answer();
  }
  return played;
}

const countsOf = (played: Played) => played.session().rounds.map(({ raised }) => raised.length);

describe("the recorded loop of 9, 8, 6, 9, 6 and 6 findings", () => {
  it("has these counts", () => {
    for (const loop of [freeLoop, stuckLoop])
      expect(loop.map(({ findings }) => findings.length)).toEqual([9, 8, 6, 9, 6, 6]);
  });

  it("ends as oscillating where a round orders the reverse of an earlier one, not at the cap", () => {
    const remembered = freeLoop.map((round) => ({
      ...round,
      // Nothing brand-new alone about what was changed: else it would be self-fuelled before.
      findings: round.findings.map((each, at) => (at === 0 ? { ...each, section: "somewhere" } : each)),
    }));
    const played = replay(remembered, 8);
    expect(played.stop()).toMatchObject({ reason: "oscillating", exit: 4 });
    expect(countsOf(played)).toEqual([9, 8, 6, 9]);
  });

  it("ends as stalled where findings come back, not at the cap", () => {
    const played = replay(stuckLoop, 8);
    expect(played.stop()).toMatchObject({ reason: "stalled", exit: 4, words: expect.stringContaining("F1, F2, F3") });
    expect(countsOf(played)).toEqual([9, 8, 6]);
  });

  it("ends as self-fuelled where every round is about what the last one had added", () => {
    const played = replay(freeLoop, 8);
    expect(played.stop()).toMatchObject({ reason: "self_fuelled" });
    expect(countsOf(played)).toEqual([9, 8, 6]);
  });

  it("never reaches a cap of 8 when its findings come from any few things", () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 9, max: 12 })
          .chain((pool) =>
            fc.tuple(
              ...[9, 8, 6, 9, 6, 6].map((count) =>
                fc.shuffledSubarray([...Array(pool).keys()], { minLength: count, maxLength: count }),
              ),
            ),
          ),
        (rounds) => {
          const played = replay(
            rounds.map((picked, at) => ({ lines: at, findings: picked.map((n) => thing(n)) })),
            8,
          );
          expect(["stalled", "oscillating"]).toContain(played.stop()?.reason);
        },
      ),
      { numRuns: 25 },
    );
  });
});

const thing = (n: number): RawFinding =>
  finding({ id: `F${n + 1}`, section: `M${n}`, problem: `Thing ${n} is missing` });

describe("the recorded loop with a size cap, dispositions and cumulative decisions", () => {
  it("ends in GO after four rounds", () => {
    const [style, scope] = [thing(90), { ...thing(91), resolution: "Also build the import" }];
    const played = play({ cap: 4 });
    played.round("a", [thing(1), { ...thing(2), severity: "blocker" }, thing(3), style, scope]);
    played.answer({ F91: "REJECT", F92: "DEFER" });
    expect(played.stop()).toBeUndefined();
    played.round("b", [thing(3), { ...thing(4), section: "R1" }, style, scope], { keep: ["the queue"] }).answer();
    expect(played.stop()).toBeUndefined();
    played.round("c", [{ ...thing(5), section: "Q1" }, style, scope], { keep: ["the queue"] }).answer();
    expect(played.stop()).toBeUndefined();
    played.round("d", [{ ...thing(6), severity: "minor" }, style], { verdict: "GO" });
    expect(played.stop()).toMatchObject({ reason: "go", exit: 0, words: expect.stringContaining("round 4") });
    expect(played.session().rounds.map(({ raised, filtered }) => [raised.length, filtered.length])).toEqual([
      [5, 0],
      [2, 2],
      [1, 2],
      [1, 1],
    ]);
  });

  it("folds to the same session every time", () => {
    const { events } = replay(stuckLoop, 8);
    expect(foldSession(structuredClone(events))).toEqual(foldSession(events));
  });
});
