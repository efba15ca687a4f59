import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Baseline } from "../../src/repo/facts.ts";
import { statusOf } from "../../src/status/index.ts";
import { ago } from "../../src/status/words.ts";
import { statusDocument } from "../../src/ui/documents/status.ts";
import { opened, recorded, verdict } from "../runs/some-runs.ts";
import { gathered, line, now, seen } from "./a-gathering.ts";

const form = readFileSync(
  new URL("../../templates/planning/_state/CANONICAL_PLAN.md.hbs", import.meta.url),
  "utf8",
).replace(/\{\{[^}]*\}\}/g, "x");

const converged = () => recorded({}, { verdict: verdict("STOP", "converged", 2) });
const unconfirmed = () => recorded({ verdict: verdict("STOP", "budget", 3) });
const stalled = () => recorded({ errors: 1, verdict: verdict("ESCALATE", "stalled", 2) });

/** A plan whose structure is the one that the run was settled on. */
function settled(parts: Parameters<typeof seen>[0], given: Parameters<typeof seen>[2] = {}) {
  const { fingerprint } = seen(parts);
  return seen(parts, recorded({ fingerprint }, { fingerprint, verdict: verdict("STOP", "converged", 2) }), given);
}

describe("the phase, and what is next", () => {
  const done = { M1: { status: "done" }, M2: { status: "dropped" } };
  it.each([
    ["nothing is set up", gathered({ isInstalled: false }), "none", "set planning up here: `plan-init`"],
    [
      "the plan is gone",
      gathered(),
      "none",
      "bring the plan back: `plan-init --restore planning/_state/CANONICAL_PLAN.md`",
    ],
    [
      "the form is empty",
      gathered({ seen: seen(form) }),
      "none",
      'have a change planned: `plan-init prompt planner --goal "what this is about"`',
    ],
    [
      "a run was opened on the form",
      gathered({ seen: seen(form, opened()) }),
      "planning",
      "write the plan, mend what `plan-init check` finds, then record it: `plan-init check --record`",
    ],
    [
      "a draft has no run",
      gathered({ seen: seen({}) }),
      "planning",
      'open a run for it: `plan-init start --goal "what this is about"`',
    ],
    [
      "a draft without a run has errors",
      gathered({ seen: seen({}, undefined, { errors: 1 }) }),
      "planning",
      "mend what `plan-init check` finds",
    ],
    [
      "a draft is not recorded",
      gathered({ seen: seen({}, opened()) }),
      "planning",
      "record it: `plan-init check --record`",
    ],
    [
      "a draft has errors",
      gathered({ seen: seen({}, opened(), { errors: 1 }) }),
      "planning",
      "mend what `plan-init check` finds",
    ],
    [
      "a run goes on over milestones that are done",
      gathered({ seen: seen({ milestones: done }, recorded({})) }),
      "planning",
      "record it: `plan-init check --record`",
    ],
    [
      "the last change is unconfirmed",
      gathered({ seen: seen({}, unconfirmed()) }),
      "escalated",
      "a person accepts the plan as it is: `plan-init check --confirm`",
    ],
    [
      "the run has stalled",
      gathered({ seen: seen({}, stalled()) }),
      "escalated",
      'a person decides what to change, and may open another run: `plan-init start --reason "why"`',
    ],
    [
      "the plan cannot be read",
      gathered({ trouble: "plan" }),
      "escalated",
      "mend what the note says, then look again: `plan-init status`",
    ],
    [
      "its run cannot be read",
      gathered({ trouble: "run", seen: seen({}) }),
      "escalated",
      "mend what the note says, then look again: `plan-init status`",
    ],
    [
      "it has converged",
      gathered({ seen: settled({ status: "converged" }) }),
      "settled",
      "have it reviewed in a new session: `plan-init prompt review`",
    ],
    [
      "it says so itself",
      gathered({ seen: seen({ status: "converged" }) }),
      "settled",
      "build its next milestone, M1: Part M1: `plan-init prompt dev`",
    ],
    [
      "a milestone is under way",
      gathered({ seen: settled({ milestones: { M1: { status: "doing" } } }) }),
      "executing",
      "build its next milestone, M1: Part M1: `plan-init prompt dev`",
    ],
    [
      "a milestone is blocked",
      gathered({ seen: settled({ status: "executing", milestones: { M1: { status: "blocked" } } }) }),
      "executing",
      "unblock its next milestone, M1: Part M1: `plan-init prompt dev`",
    ],
    [
      "it was changed while being built",
      gathered({ seen: seen({ status: "executing" }, converged()) }),
      "executing",
      "a person accepts it, `plan-init check --confirm`",
    ],
    [
      "it has errors while being built",
      gathered({ seen: settled({ status: "executing" }, { errors: 2 }) }),
      "executing",
      "mend what `plan-init check` finds",
    ],
    [
      "everything is done",
      gathered({ seen: settled({ milestones: done }) }),
      "built",
      "close the plan: `plan-init archive`",
    ],
    [
      "it calls itself done, and is not",
      gathered({ seen: settled({ status: "done", milestones: { M1: {}, M2: { status: "done" } } }) }),
      "built",
      'finish it (M1 is todo), or give it up: `plan-init archive --abandon "why"`',
    ],
    [
      "everything was dropped",
      gathered({ seen: settled({ milestones: { M1: { status: "dropped" } } }) }),
      "built",
      'finish it (all of its milestones were dropped), or give it up: `plan-init archive --abandon "why"`',
    ],
  ] as const)("when %s", (_, found, phase, next) => {
    const status = statusOf(found);
    expect([status.result, status.next[0]]).toEqual([phase, next]);
    expect(statusDocument.parse(status)).toEqual(status);
  });

  it("doubts what is said to be done against the evidence", () => {
    const found = gathered({
      seen: settled({ status: "done", milestones: { M1: { status: "done" } } }),
      evidence: { lines: [line(true), line(false)], damaged: 0 },
    });
    expect(statusOf(found).next).toEqual([
      "M1 is said to be done, but its last check failed: `plan-init verify M1`",
      "close the plan: `plan-init archive`",
    ]);
  });

  it("has no verdict where there is none, and check's where there is one", () => {
    expect(statusOf(gathered({ seen: seen(form) })).verdict).toBeNull();
    expect(statusOf(gathered({ trouble: "run", seen: seen({}) })).verdict).toBeNull();
    expect(statusOf(gathered({ seen: seen({}, stalled()) })).verdict?.line).toBe("VERDICT: ESCALATE 2/3 — stalled");
  });

  it("calls a plan without a title by its goal", () => {
    expect(statusOf(gathered({ seen: seen(form, opened()) })).plan?.title).toBe("add login");
    expect(statusOf(gathered({ seen: seen("some text\n\n## Goals\n\n- G1: a goal\n") })).plan?.title).toBe(
      "Untitled plan",
    );
  });
});

describe("a milestone on the board", () => {
  const board = (given: Parameters<typeof gathered>[0], parts = {}) =>
    statusOf(gathered({ seen: settled({ milestones: { M1: { ...parts }, M2: {} } }), ...given })).milestones[0];
  const lines = (...all: ReturnType<typeof line>[]) => ({ evidence: { lines: all, damaged: 0 } });

  it.each([
    ["nothing", lines(), { passed: 0, failed: 0, open: 1 }],
    ["a pass", lines(line(true)), { passed: 1, failed: 0, open: 0 }],
    ["a failure", lines(line(false)), { passed: 0, failed: 1, open: 0 }],
    ["a failure after a pass", lines(line(true), line(false)), { passed: 0, failed: 1, open: 0 }],
    ["a pass after a failure", lines(line(false), line(true)), { passed: 1, failed: 0, open: 0 }],
    ["a pass of another command", lines(line(true, { command: "npm test" })), { passed: 0, failed: 0, open: 1 }],
    ["a pass of another milestone", lines(line(true, { milestone: "M2" })), { passed: 0, failed: 0, open: 1 }],
    [
      "a claim by hand",
      lines({ by: "hand", kind: "command", milestone: "M1", command: "npm test -- m1", exit: 0 }),
      { passed: 0, failed: 0, open: 1 },
    ],
  ])("with %s", (_, evidence, checks) => expect(board(evidence)?.checks).toEqual(checks));

  it("counts what a person has to look at as open", () => {
    const validation = "`npm test -- m1` → exit 0; manual: look at the page → it is blue";
    const checks = board(lines(line(true)), { validation })?.checks;
    expect(checks).toEqual({ passed: 1, failed: 0, open: 1 });
  });

  const then = "b".repeat(40);
  it.each([
    ["never at HEAD", {}, new Map(), false],
    ["when the structure has changed", { fingerprint: "other" }, new Map(), true],
    ["when its files have", { commit: then }, new Map([[then, new Set(["src/m1.ts"])]]), true],
    ["not when other files have", { commit: then }, new Map([[then, new Set(["src/m2.ts"])]]), false],
    ["when git lacks the commit", { commit: then }, new Map(), true],
    ["never outside git", { commit: null }, new Map(), false],
  ])("says that its evidence is behind: %s", (_, given, changed, behind) => {
    const plan = settled({ milestones: { M1: {}, M2: {} } });
    const baseline: Baseline = {
      kind: "commit",
      branch: "main",
      commit: "a".repeat(40),
      dirty: false,
      upstream: null,
      shallow: false,
      checkout: "main",
    };
    const found = board({ ...lines(line(true, { fingerprint: plan.fingerprint, ...given })), baseline, changed });
    expect(found?.evidence).toMatchObject({ behind, at: "2026-11-20T10:00:00.000Z" });
  });

  it("is the next one only when something is to be built", () => {
    expect(statusOf(gathered({ seen: settled({}) })).milestones.map(({ next }) => next)).toEqual([true, false]);
    expect(statusOf(gathered({ seen: seen({}, opened()) })).milestones.map(({ next }) => next)).toEqual([false, false]);
  });

  it("has the newest report on it", () => {
    const delta = (name: string, status: "DONE" | "BLOCKED") => ({ name, milestone: "M1", status, at: now });
    const deltas = [delta("delta-M1.md", "BLOCKED"), delta("delta-M1-2.md", "DONE")];
    expect(board({ deltas })?.delta).toEqual({
      file: "planning/_runs/2026-11-20T221003Z-add-login-k3f9/delta-M1-2.md",
      status: "DONE",
    });
  });
});

describe("iterations", () => {
  it("know the snapshots that are there", () => {
    const run = recorded({ changes: ["M1 added"] }, { verdict: verdict("STOP", "converged", 2) });
    const { iterations } = statusOf(gathered({ seen: seen({}, run), snapshots: new Map([[2, 80]]) }));
    expect(iterations).toMatchObject([
      { n: 1, lines: null, snapshot: null, changes: ["M1 added"] },
      { n: 2, lines: 80, snapshot: `planning/_runs/${run.id}/plan-2.md`, verdict: "VERDICT: STOP 2/3 — converged" },
    ]);
  });
});

it.each([
  ["2026-11-21T11:59:00Z", "today"],
  ["2026-11-20T11:59:00Z", "yesterday"],
  ["2026-10-01T00:00:00Z", "51 days ago"],
  ["2027-01-01T00:00:00Z", "today"],
])("%s is %s", (moment, words) => expect(ago(moment, now.toISOString())).toBe(words));
