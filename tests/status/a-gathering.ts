import type { Evidence } from "../../src/evidence/record.ts";
import { fingerprint, intentOf, outlineOf } from "../../src/plan/outline.ts";
import { parsePlan } from "../../src/plan/parse/index.ts";
import { noCrowd } from "../../src/runs/crowd.ts";
import type { Examination } from "../../src/runs/examine.ts";
import { planStatus } from "../../src/runs/plan-paths.ts";
import type { Run } from "../../src/runs/run.ts";
import { standingOf } from "../../src/runs/standing.ts";
import type { Gathered } from "../../src/status/gathered.ts";
import { aPlan, type PlanParts } from "../runs/a-plan.ts";

export const now = new Date("2026-11-21T12:00:00Z");

/** A plan as it was examined, without asking git or the disk. */
export function seen(parts: PlanParts | string, run?: Run, given: Partial<Examination> = {}): Examination {
  const plan = parsePlan(typeof parts === "string" ? parts : aPlan(parts));
  const outline = outlineOf(plan);
  const about = { run, fingerprint: fingerprint(outline), errors: given.errors ?? 0 };
  const standing = standingOf({ ...about, max: 3, status: planStatus(plan), errorWords: "1 error: plan/no-title" });
  return {
    ...about,
    ...{ plan, outline, intent: intentOf(plan), findings: [], changes: [], drift: [], notes: [] },
    ...{ reports: new Map(), standing },
    ...given,
  };
}

/** What was found in a repository where nothing is. */
export const gathered = (given: Partial<Gathered> = {}): Gathered => ({
  root: "/repo",
  now,
  isInstalled: true,
  maxLines: 300,
  seen: undefined,
  trouble: undefined,
  baseline: { kind: "none", why: "not a git repository" },
  evidence: { lines: [], damaged: 0 },
  changed: new Map(),
  deltas: [],
  snapshots: new Map(),
  files: [],
  crowd: noCrowd,
  reviews: new Map(),
  stale: [],
  notes: [],
  ...given,
});

/** A line of evidence for `npm test -- m1`, as `verify` writes it. */
export const line = (passed: boolean, given: object = {}): Evidence => ({
  by: "verify",
  at: "2026-11-20T10:00:00.000Z",
  milestone: "M1",
  expected: "exit 0",
  passed,
  commit: "a".repeat(40),
  dirty: false,
  fingerprint: "f",
  kind: "command",
  command: "npm test -- m1",
  exit: passed ? 0 : 1,
  signal: null,
  timedOut: false,
  ms: 10,
  tail: "",
  ...given,
});
