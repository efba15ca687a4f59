import type { Verdict } from "../../src/plan/verdict.ts";
import { type Draft, type Opening, openRun, recordIteration } from "../../src/runs/record.ts";
import type { Run } from "../../src/runs/run.ts";

export const noIntent = { goals: {}, nonGoals: {}, constraints: {}, criteria: {} };
export const noOutline = { milestones: [], items: {}, scope: { in: [], out: [] } };

/** A run about logging in, as it is opened. */
export const opened = (given: Partial<Opening> = {}): Run =>
  openRun({
    at: new Date("2026-11-20T22:10:03.456Z"),
    id: "2026-11-20T221003Z-add-login-k3f9",
    goal: "add login",
    mode: "execution",
    program: "0.1.0",
    reason: null,
    follows: null,
    max: 3,
    baseline: { kind: "none", why: "not a git repository" },
    commands: { test: "npm test", lint: "", typecheck: "", build: "" },
    notes: [],
    formerly: {},
    ...given,
  });

export const verdict = (kind: Verdict["kind"], reason: Verdict["reason"], iteration = 1): Verdict => ({
  kind,
  reason,
  iteration,
  max: 3,
  line: `VERDICT: ${kind} ${iteration}/3 — ${reason}`,
});

export const draft = (given: Partial<Draft> = {}): Draft => ({
  at: new Date("2026-11-20T22:20:00Z"),
  commit: null,
  fingerprint: "one",
  text: "0".repeat(64),
  outline: noOutline,
  intent: noIntent,
  titles: {},
  errors: 0,
  warnings: 0,
  findings: [],
  changes: [],
  verdict: verdict("CONTINUE", "confirm"),
  ...given,
});

/** A run with records of these, in order. */
export const recorded = (...drafts: Partial<Draft>[]): Run =>
  drafts.reduce((run, given) => recordIteration(run, draft(given)), opened());
