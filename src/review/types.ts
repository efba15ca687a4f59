import type { ExitCode } from "../ui/exit.ts";

export const severities = ["blocker", "major", "minor"] as const;
export type Severity = (typeof severities)[number];

export const verdicts = ["GO", "NO-GO"] as const;
export type ReviewVerdict = (typeof verdicts)[number];

export const choices = ["ACCEPT", "DEFER", "REJECT"] as const;
export type Choice = (typeof choices)[number];

/** What a critic says is wrong, in the critic's own words. */
export interface RawFinding {
  /** As the critic numbered it; what it is called from then on is ours to say. */
  id: string;
  severity: Severity;
  /** Where: a section, an id, lines of the plan, or a file. */
  section: string;
  evidence: string;
  problem: string;
  resolution: string;
}

/** The planner's answer to one finding. */
export interface Disposition {
  id: string;
  disposition: Choice;
  reason: string;
}

/** A human's line in the plan: `> REVIEW: …`. */
export interface HumanNote {
  /** Counted from 1. */
  line: number;
  text: string;
  /** What it stands under: ids and canonical sections, or the heading's words. */
  section: string;
}

/** What has become of a finding. */
export type FindingState =
  /** It waits for a disposition. */
  | "open"
  /** It is to be worked in, and nobody has looked at the result. */
  | "accepted"
  | "deferred"
  | "rejected"
  /** It was accepted, and the critic did not find it again. */
  | "addressed";

/** A finding over all rounds of a session. */
export interface Finding extends Omit<RawFinding, "id"> {
  /** Stable, never reused: `F3`, or `H1` of a human's note. */
  id: string;
  source: "critic" | "human";
  /** Line of a human's note in the newest draft that had it. */
  line: number | undefined;
  state: FindingState;
  /** The newest decision, and the round it was made in. */
  decision: (Omit<Disposition, "id"> & { round: number }) | undefined;
  /**
   * Whether it is a blocker that the planner has deferred or rejected and that the critic has not seen the reason of: until
   * then it is as good as open, for else a planner could wave every blocker away.
   */
  isContested: boolean;
  /** Rounds in which it was raised and counted. */
  raised: number[];
  /** Rounds in which it came back, without new evidence, after it had been accepted. */
  returned: number[];
  /** Rounds in which it was raised again against a decision, without new evidence, and so did not count. */
  filtered: number[];
}

/** A draft of the plan as a critic gets it. */
export interface Draft {
  /** Of everything in the plan that is no bookkeeping. */
  fingerprint: string;
  /** Of its structure, as `check` has it. */
  structure: string;
  lines: number;
  /** Name of a file in the run's folder: `draft-2.md`. */
  snapshot: string;
  /** A hash for each milestone, item and section, by its id or name. */
  units: Record<string, string>;
  /** Lines, counted from 1, both ends included, that the draft before it does not have. */
  changed: [number, number][];
  notes: HumanNote[];
  /** The lint's errors: rule and id, with no lines, so that two drafts compare. */
  errors: string[];
}

/** One look of the critic's at one draft. */
export interface Round {
  /** Counted from 1. */
  n: number;
  at: string;
  /** The review as a readable file of the run's folder: `review-2.md`. */
  file: string;
  /** Place in the session's drafts. */
  draft: number;
  /** What the critic said. */
  said: ReviewVerdict;
  /** What it comes to: a GO beside an open blocker or major is none, nor is one about a plan that has changed meanwhile. */
  verdict: ReviewVerdict;
  /** Whether the plan was no longer this draft when the review came in. */
  isStale: boolean;
  /** Ids of what counts. */
  raised: string[];
  /** Of these: never raised before. */
  fresh: string[];
  /** Of these: accepted earlier, and back without new evidence. */
  returned: string[];
  /** Ids of what was raised against a decision without new evidence. */
  filtered: string[];
  /** Of what counts. */
  counts: Record<Severity, number>;
  /** Blockers and majors that the planner accepted. */
  accepted: string[];
  keep: string[];
  trim: string[];
  /** Whether all its blockers and majors are new, and about what the revision before it changed. */
  isFuelled: boolean;
}

/** What a session may use up; `undefined` where there is no limit. */
export interface Limits {
  usd?: number | undefined;
  tokens?: number | undefined;
  minutes?: number | undefined;
}

/** What agents said they used: sums of what is known, and how many calls did not say. */
export interface Spending {
  calls: number;
  usd: Amount;
  tokens: Amount;
  ms: Amount;
}

export interface Amount {
  known: number;
  /** Calls that did not say: `n/a`, which is not 0. */
  missing: number;
}

export const stopReasons = [
  "go",
  "converged",
  "cap",
  "cap_blocked",
  "stalled",
  "oscillating",
  "self_fuelled",
  "budget",
  "agent_failed",
  "interrupted",
] as const;
export type StopReason = (typeof stopReasons)[number];

/** Why a session ends. */
export interface Stop {
  reason: StopReason;
  exit: ExitCode;
  words: string;
}

export const phases = ["SETUP", "CONTEXT", "DISCUSSION", "PLANNING", "REVIEW", "COMPLETE", "PAUSED"] as const;
export type Phase = (typeof phases)[number];

/** Where a session stands: the fold of its events. */
export interface Session {
  phase: Phase;
  /** When it was opened, and when something happened last; empty before. */
  opened: string;
  latest: string;
  /** The phase that a pause interrupts; the same as `phase` when there is none. */
  beneath: Exclude<Phase, "PAUSED">;
  /** Most rounds. */
  cap: number;
  limits: Limits;
  context: string[];
  notes: string[];
  questions: { id: string; question: string; fallback: string; answer: string | undefined }[];
  /** What keeps it paused. */
  blockers: { id: string; words: string }[];
  drafts: Draft[];
  rounds: Round[];
  /** By id, in the order they were first raised. */
  findings: Map<string, Finding>;
  /** Ids of those that somebody still has to do, decide or look at: open, accepted or contested. */
  unsettled: Set<string>;
  /** Revisions since the last draft that broke the plan, a clause each. */
  refused: string[];
  spent: Spending;
  /** Who was called and has not answered, and since when. */
  waiting: { who: string; since: string } | undefined;
  failure: { who: string; kind: string; words: string } | undefined;
  interruption: string | undefined;
  ended: Stop | undefined;
  /** Rounds up to here do not count for what stops a loop that runs in circles: a person saw them and said to go on. */
  waived: number;
  /** Events that made no sense where they stood, and were passed over. */
  ignored: number;
}
