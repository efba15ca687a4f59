import type { EvidenceLog } from "../evidence/record.ts";
import type { Plan } from "../plan/types.ts";
import type { CommitAnswer } from "../repo/commits.ts";
import type { Task } from "../verify/checks.ts";
import type { Delta } from "./parse.ts";

/** Everything that a report is held against. */
export interface Subject {
  delta: Delta;
  /** Name of its file, without folders. */
  file: string;
  plan: Plan;
  /** The milestone that it is about, when the plan has it. */
  milestone: (Task & { status: string; files: readonly string[] }) | undefined;
  /** What the commits are to descend from; `undefined` where the plan was made outside git or before the first commit. */
  baseline: string | undefined;
  git: CommitAnswer;
  evidence: EvidenceLog;
  fingerprint: string;
}

export type ClaimVerdict = "confirmed" | "refuted" | "unknown";

/** One thing that a report claims, and what came of looking. */
export interface Claim {
  /** Stable name: `status`, `commit`, `evidence`, … */
  claim: string;
  verdict: ClaimVerdict;
  /** Line of the report, from 1. */
  line: number;
  /** What was found, as one clause. */
  what: string;
  /** What mends it; absent where there is nothing to mend. */
  fix?: string;
}

/** Judges one kind of claim; empty where the report claims nothing of the kind and need not. */
export type Judge = (subject: Subject) => Claim[];
