import type { Closing } from "../../src/archive/closing.ts";
import { readReport } from "../../src/archive/readme/reports.ts";
import type { OwnEvidence } from "../../src/evidence/record.ts";
import { parsePlan } from "../../src/plan/parse/index.ts";
import { recordIteration } from "../../src/runs/record.ts";
import type { Run } from "../../src/runs/run.ts";
import { aPlan, type PlanParts } from "../runs/a-plan.ts";
import { draft, opened, verdict } from "../runs/some-runs.ts";

/** A run; with a line it has ended in an escalation that says so. */
function aRun({ line, ...given }: { goal?: string; reason?: string; line?: string } = {}): Run {
  const run = opened(given);
  if (line === undefined) return run;
  return recordIteration(run, draft({ verdict: { ...verdict("ESCALATE", "stalled"), line } }));
}

/** What `verify` saw of a command. */
export function saw(parts: {
  command: string;
  exit: number;
  milestone?: string;
  at?: string;
  commit?: string;
}): OwnEvidence {
  return {
    by: "verify",
    kind: "command",
    at: parts.at ?? "2026-11-05T08:00:00.000Z",
    milestone: parts.milestone ?? "M1",
    expected: "exit 0",
    passed: parts.exit === 0,
    commit: parts.commit ?? "0123456789abcdef0123456789abcdef01234567",
    dirty: false,
    fingerprint: "f",
    command: parts.command,
    exit: parts.exit,
    signal: null,
    timedOut: false,
    ms: 12,
    tail: "",
  };
}

/** A plan that is done, without any story; the parts bring one. */
export function aClosing({ parts, ...given }: Partial<Closing> & { parts?: PlanParts } = {}): Closing {
  return {
    plan: parsePlan(aPlan(parts ?? { milestones: { M1: { status: "done" }, M2: { status: "done" } } })),
    title: "Log in",
    outcome: { kind: "done" },
    at: "2026-11-20T22:10:03Z",
    runs: [aRun()],
    isLocal: false,
    deltas: [],
    refusals: [],
    reviews: new Map(),
    evidence: [],
    commits: { kind: "known", commits: [], isCut: false },
    learned: [],
    ...given,
  };
}

/** A report that contradicts the plan. */
export const blocked = (why: string): string =>
  [
    "- Milestone: M2",
    "- Status: BLOCKED",
    "- Branch: feat/login",
    "- Commits: 3f2c1e9",
    "- Failing tests: none",
    `- Expected: a session that outlives A1`,
    `- Found: ${why.replace(/\s+/g, " ")}`,
    `- Why: ${why.replace(/\s+/g, " ")}`,
    "",
  ].join("\n");

/** A closing of which every text that somebody else writes comes from a function. */
export function closingOf(next: () => string): Closing {
  const line = () => next().replace(/\s+/g, " ");
  const run = aRun({ goal: next(), reason: next(), line: `VERDICT: ESCALATE 1/3 — ${next()}` });
  return aClosing({
    parts: { goal: line(), milestones: { M1: { title: line(), status: "done" }, M2: { status: "dropped" } } },
    title: next(),
    outcome: { kind: "abandoned", why: next() },
    runs: [run],
    reviews: new Map([[run.id, `NO-GO 2/4 — stalled: ${next()}`]]),
    deltas: [readReport("delta-M2.md", blocked(next()))],
    refusals: ["review-1.md"],
    evidence: [saw({ command: next(), exit: 1 }), { ...saw({ command: next(), exit: 1 }), milestone: next() }],
    commits: { kind: "known", commits: [{ commit: "a".repeat(40), message: next() }], isCut: true },
    learned: [next(), next()],
  });
}
