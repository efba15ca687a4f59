import { findingClause } from "../plan/lint/format.ts";
import type { Finding } from "../plan/lint/types.ts";
import { judge, type Verdict } from "../plan/verdict.ts";
import type { Run } from "./run.ts";

/** What a draft is judged by beside its run. */
export interface Judged {
  fingerprint: string;
  errors: number;
  findings: readonly Finding[];
  changes: readonly string[];
}

/** The verdict that a draft gets when it is recorded as the next iteration of a run. */
export function judgeDraft(run: Run, { fingerprint, errors, findings, changes }: Judged): Verdict {
  const earlier = run.iterations.map((iteration) => iteration.fingerprint);
  const { max } = run;
  return judge({
    iteration: earlier.length + 1,
    max,
    fingerprint,
    earlier,
    errors,
    findings: findingClause(findings),
    changes,
  });
}
