import type { RawFinding } from "../../src/review/types.ts";

const things = [
  "retry queue",
  "session store",
  "rate limit",
  "audit log",
  "mail sender",
  "schema migration",
  "cache",
  "login page",
  "rollback script",
  "feature flag",
  "metrics page",
  "worker pool",
];

/** One of the findings that a recorded loop went round with. */
const about = (n: number, order = "Describe"): RawFinding => ({
  id: `F${n}`,
  severity: n % 4 === 0 ? "blocker" : "major",
  section: `M${1 + (n % 6)}`,
  evidence: `line ${20 + n}`,
  problem: `The plan does not settle the ${things[n % things.length]} (${n})`,
  resolution: `${order} the ${things[n % things.length]} in this milestone`,
});

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);

/** A round of a recorded loop: how long the plan was, and what the critic found in it. */
export interface Recorded {
  lines: number;
  findings: RawFinding[];
}

/**
 * The free loop, 9→8→6→9→6→6 findings while the plan grew from 80 to 600 lines: nothing was remembered, so what one round had added the
 * fourth wanted gone again.
 */
export const freeLoop: Recorded[] = [
  { lines: 80, findings: numbers(1, 9).map((n) => about(n, "Add")) },
  { lines: 170, findings: numbers(10, 17).map((n) => about(n, "Add")) },
  { lines: 260, findings: numbers(18, 23).map((n) => about(n, "Add")) },
  {
    lines: 390,
    findings: [
      ...numbers(24, 30).map((n) => about(n)),
      { ...about(33), resolution: "Remove the audit log again", section: "M4" },
      about(31),
    ],
  },
  { lines: 500, findings: numbers(40, 45).map((n) => about(n)) },
  { lines: 600, findings: numbers(46, 51).map((n) => about(n)) },
];

/** The same counts, where three findings were worked in again and again and never went away. */
export const stuckLoop: Recorded[] = [9, 8, 6, 9, 6, 6].map((count, at) => ({
  lines: 80 + 100 * at,
  findings: [...numbers(1, 3), ...numbers(10 * (at + 1), 10 * (at + 1) + count - 4)].map((n) => about(n)),
}));
