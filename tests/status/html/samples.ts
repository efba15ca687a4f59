import type { MilestoneStatus } from "../../../src/plan/types.ts";
import type { Status } from "../../../src/ui/documents/status.ts";

const commit = "3f2c1e9a7b1d4c0e8f6a5b4c3d2e1f0a9b8c7d6e";

const titles = [
  "Give every request a key",
  "Store the key of every request with what became of it",
  "Answer a repeated request from the store",
  "Let keys expire after a day",
  "Refuse a key that comes back with another body",
  "Show repeats to support",
  "Move the ledger behind one door",
  "Migrate what is in flight",
  "Load test with one key in ten repeated",
  "Alert when repeats pass one in a hundred",
  "Write the runbook",
  "Drop the old table",
];

/** Nothing planned yet. */
export const emptyStatus: Status = {
  schema: "plan-init/status/1",
  result: "none",
  root: "/home/dev/shop",
  at: "2026-03-14T09:30:00Z",
  plan: null,
  run: null,
  verdict: null,
  findings: [],
  iterations: [],
  milestones: [],
  baseline: { stamped: null, branch: null, commit: null, dirty: null, drift: [] },
  delta: null,
  review: null,
  runs: { total: 0, open: [], damaged: [] },
  stale: [],
  notes: [],
  next: ['open a run: `plan-init start "what you want to have"`'],
};

const runPath = "planning/_runs/2026-03-12T081500Z-payments-x7";

/** A plan in the making, with something of everything that a draft can have. */
export const planningStatus: Status = {
  ...emptyStatus,
  result: "planning",
  plan: {
    path: "planning/_state/CANONICAL_PLAN.md",
    title: "Payments that survive a retry",
    id: "payments",
    mode: "execution",
    status: "DRAFT",
    lines: 148,
    maxLines: 300,
    fingerprint: "9f86d081884c7d65",
  },
  run: {
    id: "2026-03-12T081500Z-payments-x7",
    path: runPath,
    goal: "A customer who presses Pay twice is charged once, and support can see why",
    mode: "execution",
    opened: "2026-03-12T08:15:00Z",
    reason: "the plan of January was built",
    iteration: 2,
    max: 3,
    confirmed: null,
    files: ["deltas/", "intent.md", "iteration-1.md", "iteration-2.md", "run.json", "run.md", "status.html"],
  },
  verdict: {
    kind: "CONTINUE",
    reason: "findings",
    iteration: 3,
    max: 3,
    line: "VERDICT: CONTINUE 3/3 — 2 errors: milestone/no-validation M2 (line 84), reference/unknown-id M3 (line 101)",
  },
  findings: [
    {
      rule: "milestone/no-validation",
      severity: "error",
      line: 84,
      column: 1,
      id: "M2",
      text: "Store the key of every request",
      what: "has no validation",
      fix: "add a line `- Validation: npm test → 0 failures`, or the steps that a person takes",
    },
    {
      rule: "reference/unknown-id",
      severity: "error",
      line: 101,
      column: 17,
      id: "M3",
      text: "M9",
      what: "depends on `M9`, which the plan does not have",
      fix: "name a milestone that is there, or drop it",
    },
    {
      rule: "words/vague",
      severity: "warning",
      line: 31,
      column: 5,
      id: null,
      text: "should be fast",
      what: "`fast` has no number",
      fix: "say how fast, on what, and how it is measured",
    },
  ],
  iterations: [
    {
      n: 1,
      at: "2026-03-12T08:40:00Z",
      errors: 7,
      warnings: 4,
      lines: 96,
      changes: [],
      verdict: "VERDICT: CONTINUE 1/3 — 7 errors",
      snapshot: `${runPath}/iteration-1.md`,
    },
    {
      n: 2,
      at: "2026-03-13T16:05:00Z",
      errors: 3,
      warnings: 2,
      lines: 148,
      changes: ["added milestone `M3`", "`M2` depends on `M1` now", "dropped risk `R4`"],
      verdict: "VERDICT: CONTINUE 2/3 — 3 errors",
      snapshot: null,
    },
  ],
  milestones: [
    aMilestone(1, "todo", { next: true }),
    aMilestone(2, "todo", { dependsOn: ["M1"], checks: { passed: 0, failed: 0, open: 0 } }),
    aMilestone(3, null, { dependsOn: ["M2", "M9"], id: null }),
  ],
  baseline: {
    stamped: {
      kind: "commit",
      branch: "main",
      commit,
      dirty: false,
      upstream: { name: "origin/main", ahead: 2, behind: 0, gone: false },
      shallow: false,
      checkout: "main",
    },
    branch: "main",
    commit: "b81d06aa7b1d4c0e8f6a5b4c3d2e1f0a9b8c7d6e",
    dirty: true,
    drift: [],
  },
  review: {
    kind: "PAUSED",
    phase: "PAUSED",
    round: 4,
    max: 4,
    verdict: "NO-GO",
    blockers: 1,
    reason: "cap_blocked",
    line: "PAUSED 4/4 — cap_blocked: the last round is played; 1 open blocker",
  },
  runs: {
    total: 4,
    open: [
      {
        id: "2026-03-12T081500Z-payments-x7",
        goal: "Payments that survive a retry",
        review: "OPEN 1/4 — round 1 is the critic's",
      },
    ],
    damaged: [],
  },
  notes: ["uncommitted changes outside `planning/`: a baseline that others cannot see"],
  next: ["mend the findings, then record it: `plan-init check --record`"],
};

function aMilestone(
  n: number,
  status: MilestoneStatus | null,
  more: Partial<Status["milestones"][number]> = {},
): Status["milestones"][number] {
  return {
    id: `M${n}`,
    title: titles[(n - 1) % titles.length] ?? "",
    line: 60 + n * 12,
    status,
    dependsOn: [],
    checks: { passed: 0, failed: 0, open: 2 },
    evidence: null,
    delta: null,
    next: false,
    ...more,
  };
}

const done = (n: number, more: Partial<Status["milestones"][number]> = {}): Status["milestones"][number] =>
  aMilestone(n, "done", {
    checks: { passed: 3, failed: 0, open: 0 },
    evidence: { at: "2026-03-13T11:00:00Z", commit, behind: n === 1 },
    delta: { file: `${runPath}/deltas/M${n}.md`, status: "done" },
    ...more,
  });

/** Twelve milestones, being built. */
export const executingStatus: Status = {
  ...planningStatus,
  result: "executing",
  verdict: {
    kind: "STOP",
    reason: "converged",
    iteration: 3,
    max: 3,
    line: "VERDICT: STOP 3/3 — converged: structurally complete and confirmed",
  },
  findings: [],
  iterations: [...planningStatus.iterations, { ...recorded(3, 0, 1, 171), changes: [] }],
  milestones: [
    done(1),
    done(2, { dependsOn: ["M1"] }),
    done(3, { dependsOn: ["M2"] }),
    aMilestone(4, "doing", {
      dependsOn: ["M2"],
      checks: { passed: 1, failed: 1, open: 1 },
      evidence: { at: "2026-03-14T09:12:00Z", commit, behind: true },
      delta: { file: `${runPath}/deltas/M4.md`, status: "partial" },
    }),
    aMilestone(5, "todo", { next: true, dependsOn: ["M3"] }),
    aMilestone(6, "todo", { dependsOn: ["M3"] }),
    aMilestone(7, "blocked", { dependsOn: ["M2"] }),
    aMilestone(8, "todo", { dependsOn: ["M7"] }),
    aMilestone(9, "todo", { dependsOn: ["M5", "M6", "M8"] }),
    aMilestone(10, "todo", { dependsOn: ["M6"] }),
    aMilestone(11, "todo", { dependsOn: ["M9", "M10"] }),
    aMilestone(12, "dropped"),
  ],
  baseline: {
    ...planningStatus.baseline,
    dirty: false,
    drift: [
      {
        commit: "b81d06aa7b",
        subject: "Rename the ledger's columns",
        paths: ["src/ledger/store.ts", "db/ledger.sql"],
        milestones: ["M7", "M8"],
      },
      {
        commit: "77aa01c3d2",
        subject: "Log the amount in cents",
        paths: ["src/payments/charge.ts"],
        milestones: ["M4"],
      },
    ],
  },
  delta: { file: `${runPath}/deltas/M4.md`, milestone: "M4", status: "partial", at: "2026-03-14T09:12:00Z" },
  review: null,
  runs: { total: 23, open: [], damaged: ["2025-11-02T100000Z-search-a1"] },
  stale: [
    {
      path: "planning/_runs/2025-11-02T100000Z-search-a1",
      what: "run",
      title: "Search in two languages",
      touched: "2025-11-20T10:00:00Z",
      days: 113,
      policy: "update or delete",
      why: "nobody has touched it for 113 days",
      fix: "go on with it: `plan-init start --resume`, or take the folder out of git",
    },
  ],
  notes: [],
  next: [
    "build `M5`: `plan-init prompt dev`",
    "verify what `M4` claims: `plan-init verify M4`",
    "two commits touch `M4`, `M7` and `M8`: read them first",
  ],
};

function recorded(n: number, errors: number, warnings: number, lines: number | null): Status["iterations"][number] {
  return {
    n,
    at: "2026-03-14T07:00:00Z",
    errors,
    warnings,
    lines,
    changes: ["`M2` depends on `M1` now"],
    verdict: errors > 0 ? `VERDICT: CONTINUE ${n}/10 — ${errors} errors` : `VERDICT: STOP ${n}/10 — converged`,
    snapshot: `${runPath}/iteration-${n}.md`,
  };
}

/** Forty milestones, ten iterations. */
export const largeStatus: Status = {
  ...executingStatus,
  iterations: [19, 14, 14, 9, 11, 6, 3, 3, 1, 0].map((errors, at) =>
    recorded(at + 1, errors, Math.abs(6 - at), at === 4 ? null : 120 + at * 17),
  ),
  milestones: Array.from({ length: 40 }, (_, at) =>
    at < 9
      ? done(at + 1)
      : aMilestone(at + 1, at < 11 ? "doing" : at === 30 ? "blocked" : "todo", {
          next: at === 11,
          dependsOn: [`M${at}`],
        }),
  ),
};

const isFixed = new Set(
  "plan-init/status/1 none planning escalated settled executing built todo doing done blocked dropped execution strategy error warning STOP CONTINUE ESCALATE converged budget confirm findings stalled oscillating confirmed changed unrecorded commit unborn main worktree submodule plan run archive delete update".split(
    " ",
  ),
).add("update or delete");

/** A document with every string in it that is not a word of the format put through `change`; `at` counts them. */
export function mapStrings<T>(document: T, change: (text: string, at: number) => string): T {
  let at = 0;
  return JSON.parse(JSON.stringify(document), (_key, value: unknown) =>
    typeof value === "string" && !isFixed.has(value) ? change(value, at++) : value,
  );
}
