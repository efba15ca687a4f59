import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newsOf, untold } from "../../../src/loop/view/lines.ts";
import type { NewEvent } from "../../../src/review/events.ts";
import { advance } from "../../../src/review/fold/fold.ts";
import { emptyLedger } from "../../../src/review/fold/ledger.ts";
import { decideStop } from "../../../src/review/stop/index.ts";
import { columnsOf } from "../../../src/ui/columns.ts";
import { finding, type Played, play } from "../../review/session.ts";
import { aLoop, anyWords, called } from "./a-session.ts";

/** All that is told of a session that is looked at after every event, or only now and then. */
function told({ events }: Played, every = 1): string[] {
  const ledger = emptyLedger();
  let state = untold;
  return events.flatMap((event, at) => {
    advance(ledger, event);
    if ((at + 1) % every !== 0 && at + 1 < events.length) return [];
    const news = newsOf(ledger.session, state, decideStop(ledger.session));
    state = news.told;
    return news.lines;
  });
}

describe("the lines of a loop", () => {
  it("tell everything once, and what a turn took", () => {
    expect(told(aLoop())).toEqual([
      "round 0/4  review: opened, at most 4 rounds, $3.00",
      "round 1/4  plan: draft-1.md, 203 lines",
      "round 1/4  critic: called",
      "round 1/4  critic: NO-GO, 1 blocker, 2 majors, 0 minors ($0.04, 31 s)",
      "round 1/4  planner: called",
      "round 1/4  planner: 2 accepted, 0 deferred, 1 rejected (n/a, 1 min 1 s)",
      "round 2/4  plan: draft-2.md, 212 lines",
      "round 2/4  critic: called",
      "round 2/4  critic: NO-GO, 0 blockers, 1 major, 0 minors, 1 filtered ($0.05, 25 s)",
      "round 2/4  planner: 1 accepted, 0 deferred, 0 rejected",
      "round 3/4  plan: draft-3.md, 209 lines",
      "round 3/4  critic: GO, 0 blockers, 0 majors, 0 minors",
      "round 3/4  review: stopped, go: the critic says GO in round 3, and no blocker or major is open",
    ]);
  });

  it.each([2, 3, 5, 100])(
    "say no verdict, draft or end twice or not at all when looked at after every %i events",
    (every) => {
      const about = (lines: string[]) => lines.map((line) => line.replace(/^round \d+\/\d+ {2}| \(.*\)$/g, ""));
      const lasting = (line: string): boolean => /^(?:critic: (?:NO-)?GO|plan:|review: stopped)/.test(line);
      expect(about(told(aLoop(), every)).filter(lasting).sort()).toEqual(about(told(aLoop())).filter(lasting).sort());
    },
  );

  it.each<[what: string, event: NewEvent[], line: string]>([
    ["a question", [{ type: "asked", id: "Q1", question: "How long?", fallback: "" }], "planner: asks Q1, How long?"],
    [
      "its answer",
      [
        { type: "asked", id: "Q1", question: "How long?", fallback: "" },
        { type: "answered", id: "Q1", answer: "a day" },
      ],
      "person: answers Q1, a day",
    ],
    [
      "a pause",
      [{ type: "blocked", id: "edit-1", words: "the plan was edited" }],
      "person: is waited for, the plan was edited",
    ],
    [
      "a failure",
      [{ type: "failed", who: "critic", kind: "timeout", words: "600 s" }],
      "critic: failed, timeout: 600 s",
    ],
    [
      "a signal",
      [called("critic"), { type: "interrupted", signal: "SIGINT" }],
      "review: stopped, interrupted: stopped by SIGINT",
    ],
    [
      "a new start",
      [
        { type: "interrupted", signal: "x" },
        { type: "resumed", rounds: 0, limits: null },
      ],
      "review: goes on, at most 4 rounds",
    ],
    [
      "more rounds",
      [
        { type: "interrupted", signal: "x" },
        { type: "resumed", rounds: 2, limits: null },
      ],
      "review: goes on, at most 6 rounds",
    ],
    [
      "a refusal",
      [{ type: "refused", why: ["M1 lost its validation"] }],
      "planner: its plan was refused, M1 lost its validation",
    ],
  ])("tell of %s", (_, events, line) => {
    expect(told(play().happen(...events)).some((each) => each.includes(line))).toBe(true);
  });

  it("stay one line of at most 120 columns, whatever agents write", () => {
    fc.assert(
      fc.property(anyWords, (text) => {
        const played = play()
          .round("a", [finding({ problem: text })])
          .happen({ type: "blocked", id: "b", words: text }, { type: "failed", who: text, kind: text, words: text });
        for (const line of told(played)) {
          expect(columnsOf(line)).toBeLessThanOrEqual(120);
          expect(line).toMatch(/^round \d\/\d {2}/);
          expect(line).not.toMatch(/\p{Cc}/u);
        }
      }),
      { numRuns: 25 },
    );
  });
});
