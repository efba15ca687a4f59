/** What a program may rely on: the first line of `check` and its exit code follow from it. */
export interface Verdict {
  kind: "STOP" | "CONTINUE" | "ESCALATE";
  reason: "converged" | "budget" | "confirm" | "findings" | "stalled" | "oscillating";
  iteration: number;
  max: number;
  /** `VERDICT: CONTINUE 2/3 — 1 error: milestone/no-validation M2 (line 84)` */
  line: string;
}

/** A draft as it is about to be recorded, and what was recorded before it in the same run. */
export interface Draft {
  /** Which record this is, counted from 1. */
  iteration: number;
  /** The budget: how many records a run may have. */
  max: number;
  fingerprint: string;
  /** Fingerprints of the records before this one, oldest first. */
  earlier: readonly string[];
  /** How many errors the lint found. */
  errors: number;
  /** They in a clause: `1 error: milestone/no-validation M2 (line 84)`. */
  findings: string;
  /** What changed in the structure since the last record, in words. */
  changes: readonly string[];
}

/**
 * Computes whether a run of the planner stops, goes on, or needs a person. Pure; every draft has exactly one verdict.
 *
 * The rules, in order: a structure that was there before the last record and comes back oscillates. Without errors, an
 * unchanged structure has converged; a changed one wants confirming, as far as the budget goes. With errors, an unchanged
 * structure has stalled; a changed one may go on, as far as the budget goes.
 */
export function judge(draft: Draft): Verdict {
  const { iteration, max, fingerprint, earlier, errors } = draft;
  const unchanged = earlier.at(-1) === fingerprint;
  const seen = unchanged ? -1 : earlier.lastIndexOf(fingerprint);
  const spent = iteration >= max;
  if (seen >= 0) return verdict(draft, "ESCALATE", "oscillating", oscillation(draft, seen + 1));
  if (errors > 0 && unchanged) return verdict(draft, "ESCALATE", "stalled", `nothing changed, and ${draft.findings}`);
  if (errors > 0 && spent) return verdict(draft, "ESCALATE", "budget", `budget exhausted with ${draft.findings}`);
  if (errors > 0) return verdict(draft, "CONTINUE", "findings", draft.findings);
  if (unchanged) return verdict(draft, "STOP", "converged", "converged: structurally complete and confirmed");
  if (spent) return verdict(draft, "STOP", "budget", unconfirmed(draft));
  return verdict(draft, "CONTINUE", "confirm", confirm(draft));
}

function verdict({ iteration, max }: Draft, kind: Verdict["kind"], reason: Verdict["reason"], why: string): Verdict {
  return { kind, reason, iteration, max, line: `VERDICT: ${kind} ${iteration}/${max} — ${why}` };
}

const confirm = ({ earlier, changes }: Draft): string =>
  earlier.length === 0
    ? "structurally complete: read it once more, then record to confirm"
    : `structurally complete, to be confirmed: ${listed(changes)}`;

const unconfirmed = ({ changes, earlier }: Draft): string =>
  earlier.length === 0
    ? "structurally complete, unconfirmed: a person confirms with `plan-init check --confirm`"
    : `structurally complete, last change unconfirmed: ${listed(changes)}; a person confirms with \`plan-init check --confirm\``;

/** Names the two shapes, and what differs between them. */
const oscillation = ({ iteration, changes }: Draft, back: number): string =>
  `back at the structure of record ${back}; since record ${iteration - 1}: ${listed(changes)}`;

const mostChanges = 5;

function listed(changes: readonly string[]): string {
  const more = changes.length - mostChanges;
  return [...changes.slice(0, mostChanges), ...(more > 0 ? [`${more} more`] : [])].join("; ") || "something changed";
}
