import { judgeBranch, judgeCommits } from "./judge-commits.ts";
import { judgeEvidence } from "./judge-evidence.ts";
import { judgeAccount, judgeLength, judgeMilestone, judgePlanStatus, judgeStatus } from "./judge-form.ts";
import { judgeFailing, judgeValidation } from "./judge-validation.ts";
import type { Claim, ClaimVerdict, Judge, Subject } from "./types.ts";

/** In the order of the report. */
const judges: readonly Judge[] = [
  judgeLength,
  judgeMilestone,
  judgeStatus,
  judgePlanStatus,
  judgeBranch,
  judgeCommits,
  judgeFailing,
  judgeValidation,
  judgeEvidence,
  judgeAccount,
];

/** Holds a report against the plan, git and the evidence. */
export const judgeDelta = (subject: Subject): Claim[] => judges.flatMap((judge) => judge(subject));

/** Refuted outweighs unknown, unknown outweighs confirmed. */
export function overall(verdicts: readonly ClaimVerdict[]): ClaimVerdict {
  if (verdicts.includes("refuted")) return "refuted";
  return verdicts.includes("unknown") ? "unknown" : "confirmed";
}
