import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideStart, sameGoal } from "../../src/runs/decide-start.ts";
import { isRunName, nameRun, openedAt, slugOf } from "../../src/runs/names.ts";
import { newsSince } from "../../src/runs/news.ts";
import { deltaCommits, deltaContradicts, driftFrom, reviewRefuses } from "../../src/runs/own-commits.ts";
import { conflictLine } from "../../src/runs/plan-text.ts";
import { parseRun, serialiseRun } from "../../src/runs/read.ts";
import { confirmRun, endOf, isSettled, recordIteration, usedIds } from "../../src/runs/record.ts";
import { standingOf } from "../../src/runs/standing.ts";
import { draft, noIntent, opened, recorded, verdict } from "./some-runs.ts";

describe("a run's name", () => {
  it.each([
    ["add rate limiting", "add-rate-limiting"],
    ["  Länge & Höhe!  ", "lange-hohe"],
    ["ログイン", ""],
    ["a-very/long goal with many words that goes on and on", "a-very-long-goal-with-many-words"],
    ["what this is for", "what-this-is-for"],
    ["slug takes a longest length, cut at a word", "slug-takes-a-longest-length-cut"],
    ["x".repeat(90), "x".repeat(40)],
    ["../../etc/passwd", "etc-passwd"],
  ])("says what it is about: %s", (goal, slug) => expect(slugOf(goal)).toBe(slug));

  it("sorts by time, is valid, and tells its time", () => {
    const moment = fc.date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(moment, moment, fc.string(), (a, b, goal) => {
        const [one, other] = [a, b].map((at) => nameRun(at, slugOf(goal) || "plan", "k3f9")) as [string, string];
        expect(isRunName(one)).toBe(true);
        expect(openedAt(one)?.getTime()).toBe(Math.floor(a.getTime() / 1000) * 1000);
        if (Math.floor(a.getTime() / 1000) < Math.floor(b.getTime() / 1000)) expect(one < other).toBe(true);
      }),
    );
  });

  it.each([
    "",
    "add-login",
    "2026-11-20T221003Z",
    "2026-11-20T221003Z-../x",
    "2026-11-20T221003Z-a/b",
    "2026-11-20T221003Z-a.",
  ])("is none: %s", (name) => expect(isRunName(name)).toBe(false));
});

describe("a run", () => {
  it("freezes its intent with the first record", () => {
    const first = { ...noIntent, goals: { G1: "first" } };
    const run = recordIteration(
      recorded({ intent: first }),
      draft({ intent: { ...noIntent, goals: { G1: "second" } } }),
    );
    expect(run.intent).toEqual(first);
    expect(run.iterations.map(({ n }) => n)).toEqual([1, 2]);
  });

  it("takes no record after its end", () => {
    const run = recorded({ verdict: verdict("STOP", "converged") });
    expect(() => recordIteration(run, draft())).toThrow(TypeError);
  });

  it.each([
    [verdict("CONTINUE", "confirm"), false, false],
    [verdict("STOP", "converged"), true, true],
    [verdict("STOP", "budget"), true, false],
    [verdict("ESCALATE", "stalled"), true, false],
  ])("%o has ended, is settled", (last, ended, settled) => {
    const run = recorded({ verdict: last });
    expect([endOf(run) !== undefined, isSettled(run)]).toEqual([ended, settled]);
    const confirmed = confirmRun(run, { at: new Date(0), fingerprint: "one", text: "0".repeat(64), changes: [] });
    expect(isSettled(confirmed)).toBe(true);
  });

  it("remembers the ids of all its milestones and of those before", () => {
    const run = {
      ...recorded({ titles: { M1: "a", M2: "b" } }, { titles: { M1: "a", M3: "c" } }),
      formerly: { M9: "z" },
    };
    expect(usedIds(run)).toEqual({ M1: "a", M2: "b", M3: "c", M9: "z" });
  });
});

describe("a record", () => {
  const run = recorded({ changes: ["M1 added"] });
  const text = serialiseRun(run);
  const path = "planning/_runs/x/run.json";

  it("comes back as it was written", () => expect(parseRun(text, path, run.id)).toEqual(run));

  it.each([
    ["empty", "", "run-damaged"],
    ["cut short", text.slice(0, 200), "run-damaged"],
    ["no JSON", "nonsense", "run-damaged"],
    ["another document", "[]", "run-damaged"],
    ["null", "null", "run-damaged"],
    ["in conflict", `<<<<<<< ours\n${text}`, "run-in-conflict"],
    ["from the future", text.replace('"schema": 1', '"schema": 2'), "run-newer"],
    ["polluting", text.replace('"schema": 1', '"__proto__": {}, "schema": 1'), "run-damaged"],
    ["of another run", text.replace(run.id, "2026-11-20T221003Z-other"), "run-damaged"],
    ["with a hole", text.replace('"n": 1', '"n": 2'), "run-damaged"],
  ])("that is %s is refused in words", (_, damaged, code) => {
    expect(() => parseRun(damaged, path, run.id)).toThrow(expect.objectContaining({ code, exit: 4 }));
  });

  it("is never more than refused", () => {
    fc.assert(
      fc.property(fc.nat(text.length), fc.string({ maxLength: 5 }), (at, junk) => {
        try {
          parseRun(text.slice(0, at) + junk + text.slice(at + 1), path, run.id);
        } catch (error) {
          expect(error).toMatchObject({ name: "Failure" });
        }
      }),
    );
  });
});

describe("the plan's own commits", () => {
  const touch = (commit: string, message: string) => ({ commit: commit.padEnd(40, "0"), message, paths: ["a.ts"] });
  const own = { milestones: ["M1", "M12"], commits: ["abc1234"] };

  it.each([
    [touch("1", "M1: add login"), true],
    [touch("1", "Add login\n\nPart of (M12)."), true],
    [touch("abc1234", "Add login"), true],
    [touch("1", "M2: of another plan"), false],
    [touch("1", "Use the M1X chip"), false],
    [touch("1", "ROM12 and m1"), false],
    [touch("1", "Add login"), false],
  ])("%o: %s", (one, isOwn) => expect(driftFrom([one], own)).toHaveLength(isOwn ? 0 : 1));

  it("are read from a delta", () => {
    const delta =
      "- Milestone: M1\n- Branch: feat/abcdef1\n- **Commits**: 3f2c1e9, a81b0d2\n- Validation: `deadbeef1`\n";
    expect(deltaCommits(delta)).toEqual(["3f2c1e9", "a81b0d2"]);
  });
});

describe("reports", () => {
  it.each([
    ["- Status: BLOCKED", true],
    ["- **Status:** `DONE_WITH_CONCERNS`", true],
    ["* status: blocked", true],
    ["- Status: DONE", false],
    ["- Why: the status was BLOCKED before", false],
  ])("a delta with %s contradicts the plan: %s", (line, expected) =>
    expect(deltaContradicts(`x\n${line}\n`)).toBe(expected),
  );

  it.each([
    ["VERDICT: NO-GO", true],
    ["VERDICT: NO-GO\n\n", true],
    ["**VERDICT: NO-GO**", true],
    ["VERDICT: GO", false],
    ["VERDICT: NO-GO\nbut then\nVERDICT: GO", false],
    ["", false],
  ])("a review that ends in %j refuses: %s", (review, expected) => expect(reviewRefuses(review)).toBe(expected));
});

describe("what is new since a plan was settled", () => {
  const run = { ...recorded({ verdict: verdict("STOP", "converged") }), intent: noIntent };
  const nothing = { drift: [], baseline: [], files: new Map<string, string>(), intent: noIntent, fingerprint: "one" };
  const drift = [{ commit: "3f2c1e9".padEnd(40, "0"), subject: "Fix", paths: ["a.ts"] }];

  it.each([
    ["nothing", {}, []],
    ["a delta that agrees", { files: new Map([["delta-M1.md", "- Status: DONE"]]) }, []],
    ["a commit", { drift }, ["1 commit on its paths (`3f2c1e9`)"]],
    ["a baseline that is gone", { baseline: ["gone"] }, ["gone"]],
    [
      "a delta",
      { files: new Map([["delta-M1.md", "Status: BLOCKED"]]) },
      ["`delta-M1.md` says that something was found to be otherwise"],
    ],
    [
      "a review",
      {
        files: new Map([
          ["review-9.md", "VERDICT: GO"],
          ["review-10.md", "VERDICT: NO-GO"],
        ]),
      },
      ["the last review ends in NO-GO"],
    ],
    [
      "an older review",
      {
        files: new Map([
          ["review-9.md", "VERDICT: NO-GO"],
          ["review-10.md", "VERDICT: GO"],
        ]),
      },
      [],
    ],
    ["the intent", { intent: { ...noIntent, goals: { G1: "other" } } }, ["its intent was changed"]],
    ["the structure", { fingerprint: "two" }, ["its structure was changed"]],
  ])("%s", (_, found, expected) => expect(newsSince(run, { ...nothing, ...found })).toEqual(expected));
});

describe("start", () => {
  const open = recorded({});
  const settled = recorded({ verdict: verdict("STOP", "converged") });
  const unconfirmed = recorded({ verdict: verdict("STOP", "budget") });
  const escalated = recorded({ verdict: verdict("ESCALATE", "stalled") });
  const given = { status: undefined, goal: undefined, from: undefined, reason: undefined, news: [] };
  const filed = { ...open, from: { id: "@docs", work: "w.md", objectives: [], problem: "p", criteria: ["c"] } };

  it.each([
    ["without a run or a goal", { run: undefined }, "no-goal"],
    ["without a run, with a goal", { run: undefined, goal: "add login" }, "open"],
    ["a plan by hand that is being built", { run: undefined, status: "executing" }, "plan-of-the-day"],
    ["an unfinished run", { run: open }, "resume"],
    ["an unfinished run, same goal", { run: open, goal: "Add  login." }, "resume"],
    ["an unfinished run, another goal", { run: open, goal: "add logout" }, "open"],
    ["an unfinished run, with a reason", { run: open, reason: "why" }, "open"],
    ["a settled plan", { run: settled }, "plan-of-the-day"],
    ["a settled plan, same goal", { run: settled, goal: "add login" }, "plan-of-the-day"],
    ["a settled plan, news", { run: settled, news: ["a commit"] }, "open"],
    ["a settled plan, another goal", { run: settled, goal: "add logout" }, "open"],
    ["a settled plan, a reason", { run: settled, reason: "why" }, "open"],
    ["a spent budget", { run: unconfirmed }, "person"],
    ["a spent budget, news", { run: unconfirmed, news: ["a commit"] }, "person"],
    ["an escalated run", { run: escalated, goal: "add login" }, "person"],
    ["an escalated run, a reason", { run: escalated, reason: "why" }, "open"],
    ["the same filed work under another title", { run: filed, goal: "write docs", from: "@Docs" }, "resume"],
    ["other filed work of the same title", { run: filed, goal: "add login", from: "@site" }, "open"],
    ["work that was filed for an open run", { run: open, goal: "add login", from: "@docs" }, "resume"],
    ["the title of filed work", { run: filed, goal: "add login" }, "resume"],
  ])("%s", (_, occasion, kind) => expect(decideStart({ ...given, ...occasion }).kind).toBe(kind));

  it("goes on with the plan of the same goal only", () => {
    expect(decideStart({ ...given, run: settled, reason: "why" })).toMatchObject({
      follows: settled,
      goal: "add login",
    });
    expect(decideStart({ ...given, run: settled, goal: "other", reason: "why" })).toMatchObject({ follows: undefined });
  });

  it("goes on with filed work by its id, under its title of today", () => {
    const occasion = { ...given, run: filed, goal: "write docs", from: "@docs", reason: "why" };
    expect(decideStart(occasion)).toMatchObject({ follows: filed, goal: "write docs" });
  });

  it("knows a goal by its words", () => {
    expect(sameGoal("Add login", " add   LOGIN. ")).toBe(true);
    expect(sameGoal("Add login", "Add a login")).toBe(false);
  });
});

describe("where a plan stands that was not recorded", () => {
  const clean = { max: 3, status: undefined, fingerprint: "one", errors: 0, errorWords: "" };
  const wrong = { errors: 1, errorWords: "1 error: x (line 1)" };
  const first = recorded({});
  const withErrors = recorded({ errors: 2, verdict: verdict("CONTINUE", "findings") });
  const converged = recorded({}, { verdict: verdict("STOP", "converged", 2) });
  const budget = recorded({ verdict: verdict("STOP", "budget", 3) });
  const stalled = recorded({ verdict: verdict("ESCALATE", "stalled", 2) });
  const confirmed = confirmRun(budget, { at: new Date(0), fingerprint: "two", text: "0".repeat(64), changes: [] });

  it.each([
    ["no run, errors", { run: undefined, ...wrong }, "VERDICT: CONTINUE 1/3 — 1 error: x (line 1)"],
    ["no run, clean", { run: undefined }, "VERDICT: CONTINUE 1/3 — no errors, iteration 1 not recorded yet"],
    [
      "no run, but settled by hand",
      { run: undefined, status: "executing" },
      "VERDICT: STOP 0/3 — no errors; executing by its own word, without a recorded run",
    ],
    ["opened", { run: opened() }, "VERDICT: CONTINUE 1/3 — no errors, iteration 1 not recorded yet"],
    ["recorded, unchanged: not confirmed by looking", { run: first }, "VERDICT: CONTINUE 1/3 — confirm"],
    [
      "recorded, changed",
      { run: first, fingerprint: "two" },
      "VERDICT: CONTINUE 2/3 — no errors, iteration 2 not recorded yet",
    ],
    ["recorded, now with errors", { run: first, ...wrong }, "VERDICT: CONTINUE 2/3 — 1 error: x (line 1)"],
    [
      "recorded with errors, mended in words alone",
      { run: withErrors },
      "VERDICT: CONTINUE 2/3 — no errors, iteration 2 not recorded yet",
    ],
    ["converged", { run: converged }, "VERDICT: STOP 2/3 — converged"],
    [
      "converged, changed since",
      { run: converged, fingerprint: "two" },
      "VERDICT: CONTINUE 2/3 — the plan is no longer the one that the run ended with",
    ],
    ["converged, errors since", { run: converged, ...wrong }, "VERDICT: CONTINUE 2/3 — 1 error: x (line 1)"],
    ["budget", { run: budget }, "VERDICT: STOP 3/3 — budget"],
    ["escalated, mended since", { run: stalled, fingerprint: "two" }, "VERDICT: ESCALATE 2/3 — stalled"],
    ["confirmed", { run: confirmed, fingerprint: "two" }, "VERDICT: STOP 1/3 — confirmed by a person"],
    [
      "confirmed, changed since",
      { run: confirmed },
      "VERDICT: CONTINUE 1/3 — the plan is no longer the one that the run ended with",
    ],
  ])("%s", (_, checked, line) => expect(standingOf({ ...clean, ...checked }).line).toBe(line));
});

describe("a conflict of a git merge in a plan", () => {
  it.each([
    ["one", "# Plan\n\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n", 3],
    ["one with Windows line ends", "x\r\n<<<<<<< HEAD\r\na\r\n=======\r\nb\r\n>>>>>>> other\r\n", 2],
    ["a heading that is underlined", "Plan\n=======\n", undefined],
    ["half of one", "<<<<<<< HEAD\na\n", undefined],
    ["none", "", undefined],
  ])("%s", (_, text, line) => expect(conflictLine(text)).toBe(line));
});
