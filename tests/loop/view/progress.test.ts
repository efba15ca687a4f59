import { describe, expect, it } from "vitest";
import { progressOf } from "../../../src/loop/view/progress.ts";
import type { Progress } from "../../../src/loop/view/types.ts";
import { between, lasting } from "../../../src/loop/view/words.ts";
import { type Played, play } from "../../review/session.ts";
import { aLoop, called, subject } from "./a-session.ts";

/** Where a session stands; its events are a second apart. */
const of = (played: Played): Progress => progressOf(played.session(), subject);
const second = (n: number): string => new Date(Date.UTC(2026, 10, 20, 0, 0, n)).toISOString();

describe("the progress of a loop", () => {
  it.each<[what: string, steps: number, Partial<Progress>]>([
    [
      "opened",
      1,
      {
        round: 0,
        phase: "CONTEXT",
        awaited: "planner",
        isAtWork: false,
        plan: undefined,
        since: second(0),
        opened: second(0),
      },
    ],
    ["its first draft", 2, { round: 1, awaited: "critic", isAtWork: false, plan: { lines: 203, change: undefined } }],
    ["the critic called", 3, { awaited: "critic", isAtWork: true, since: second(1) }],
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
    expect(of(aLoop(steps))).toMatchObject(expected);
  });

  it("says at its end why it stopped, and what to do", () => {
    const end = of(aLoop());
    expect(end).toMatchObject({ kind: "GO", awaited: "nobody", isAtWork: false, round: 3, closed: second(14) });
    expect(end.stop?.reason).toBe("go");
    expect(end.next).toContain("`plan-init prompt dev`");
  });

  it("waits for a person where there is a question, and says how to answer", () => {
    const asked = play()
      .happen({ type: "asked", id: "Q1", question: "How long?", fallback: "a day" })
      .happen({ type: "blocked", id: "Q1", words: "How long?" });
    expect(of(asked)).toMatchObject({ awaited: "person", phase: "PAUSED", since: second(2) });
    expect(of(asked).next).toContain("`plan-init loop --answer Q1=");
  });

  it.each([
    ["set back", second(0), "0 s"],
    ["no clock", "yesterday", "0 s"],
    ["set forward", "2026-12-24T03:04:00.000Z", "34 d 3 h"],
  ])("never lasts less than nothing: the clock is %s", (_, now, words) => {
    expect(lasting(between(second(30), now))).toBe(words);
  });

  it.each([
    [0, "0 s"],
    [59_400, "59 s"],
    [60_000, "1 min 0 s"],
    [3_725_000, "1 h 2 min"],
    [90_000_000, "1 d 1 h"],
  ])("says %i ms as %s", (ms, words) => {
    expect(lasting(ms)).toBe(words);
  });

  it("knows nobody to be at work after a signal, a failure, or a new start", () => {
    const interrupted = play().happen(called("planner"), { type: "interrupted", signal: "SIGINT" });
    expect(of(interrupted)).toMatchObject({ awaited: "nobody", isAtWork: false });
    interrupted.happen({ type: "resumed", rounds: 0, limits: null });
    expect(of(interrupted)).toMatchObject({ awaited: "planner", isAtWork: false });
  });
});
