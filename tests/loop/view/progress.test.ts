import { describe, expect, it } from "vitest";
import { progressOf } from "../../../src/loop/view/progress.ts";
import type { Progress } from "../../../src/loop/view/types.ts";
import { play } from "../../review/session.ts";
import { aLoop, called, subject } from "./a-session.ts";

const start = Date.UTC(2026, 10, 20);
/** Where a session stands so many seconds after it was opened; an event takes one. */
const at = (played: ReturnType<typeof play>, seconds: number): Progress =>
  progressOf(played.session(), subject, new Date(start + seconds * 1000));

describe("the progress of a loop", () => {
  it.each<[what: string, steps: number, Partial<Progress>]>([
    ["opened", 1, { round: 0, phase: "CONTEXT", awaited: "planner", isAtWork: false, plan: undefined, since: 100_000 }],
    ["its first draft", 2, { round: 1, awaited: "critic", isAtWork: false, plan: { lines: 203, change: undefined } }],
    ["the critic called", 3, { awaited: "critic", isAtWork: true, since: 99_000 }],
    ["what that took", 4, { isAtWork: false, spent: { calls: 1, usd: "$0.04", tokens: "12000" } }],
    ["reviewed", 5, { round: 1, verdict: "NO-GO", awaited: "planner", isAtWork: false }],
    [
      "the planner called",
      6,
      { awaited: "planner", isAtWork: true, next: "then the critic reads the plan for round 2" },
    ],
    ["a cost that nobody tells", 7, { spent: { calls: 2, usd: "at least $0.04", tokens: "at least 12000" } }],
    ["answered", 8, { answers: { accepted: 2, deferred: 0, rejected: 1, open: 0, filtered: 0 } }],
    ["its second draft", 9, { round: 2, plan: { lines: 212, change: 9 }, awaited: "critic" }],
    ["a second round", 12, { round: 2, series: { blocker: [1, 0], major: [2, 1], minor: [0, 0] } }],
    ["something filtered", 12, { answers: { accepted: 2, deferred: 0, rejected: 1, open: 1, filtered: 1 } }],
    ["a shorter draft", 14, { round: 3, plan: { lines: 209, change: -3 } }],
  ])("after %s", (_, steps, expected) => {
    expect(at(aLoop(steps), 100)).toMatchObject(expected);
  });

  it("says at its end why it stopped, and what to do", () => {
    const end = at(aLoop(), 5000);
    expect(end).toMatchObject({ kind: "GO", awaited: "nobody", isAtWork: false, round: 3, since: 0 });
    expect(end.stop?.reason).toBe("go");
    expect(end.next).toContain("`plan-init prompt dev`");
    expect(end.elapsed).toBe(14_000);
  });

  it("waits for a person where there is a question, and says how to answer", () => {
    const asked = play()
      .happen({ type: "asked", id: "Q1", question: "How long?", fallback: "a day" })
      .happen({ type: "blocked", id: "Q1", words: "How long?" });
    expect(at(asked, 9)).toMatchObject({ awaited: "person", phase: "PAUSED", since: 7000 });
    expect(at(asked, 9).next).toContain("`plan-init loop --answer Q1=");
  });

  it.each([
    ["set back", -5000],
    ["set forward", 1e9],
  ])("is never negative when the clock is %s", (_, seconds) => {
    const { since, elapsed } = at(aLoop(3), seconds);
    expect(Math.min(since, elapsed)).toBeGreaterThanOrEqual(0);
  });

  it("knows nobody to be at work after a signal, a failure, or a new start", () => {
    const interrupted = play().happen(called("planner"), { type: "interrupted", signal: "SIGINT" });
    expect(at(interrupted, 5)).toMatchObject({ awaited: "nobody", isAtWork: false });
    interrupted.happen({ type: "resumed", rounds: 0, limits: null });
    expect(at(interrupted, 5)).toMatchObject({ awaited: "planner", isAtWork: false });
  });
});
