/** What a program may rely on: the first line of `check` and its exit code follow from it. */
export interface Verdict {
  kind: "STOP" | "CONTINUE" | "ESCALATE";
  reason: "converged" | "budget" | "confirm" | "findings" | "stalled" | "oscillating";
  iteration: number;
  max: number;
  /** `VERDICT: CONTINUE 2/3 — 1 error: milestone/no-validation M2 (line 84)` */
  line: string;
}
