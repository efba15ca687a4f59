import type { Plan } from "../../plan/types.ts";
import type { Start } from "../../runs/decide-start.ts";
import { nextWords } from "../../runs/next-milestone.ts";
import type { Run } from "../../runs/run.ts";
import { Failure } from "../../ui/failure.ts";

type Refused = Exclude<Start, { kind: "open" | "resume" }>;

/** Why no run is opened, as the failure that says what to do instead. */
export function refusal(decision: Refused, plan: Plan | undefined): Failure {
  switch (decision.kind) {
    case "no-goal":
      return new Failure("usage", {
        what: "nobody said what this run is about",
        fix: 'say it: `plan-init start --goal "add rate limiting"`',
      });
    case "person": {
      const { run, end } = decision;
      const confirmable = end.kind === "STOP" || run.iterations.at(-1)?.errors === 0;
      return new Failure("run-needs-a-person", {
        id: run.id,
        verdict: end.line.replace(/^VERDICT: /, ""),
        confirmable,
      });
    }
    case "plan-of-the-day":
      return new Failure("plan-of-the-day", { since: sinceWords(decision.run), next: nextWords(plan) });
  }
}

function sinceWords(run: Run | undefined): string {
  if (run === undefined) return "was settled";
  return run.confirmed === null ? `converged (\`${run.id}\`)` : `was confirmed (\`${run.id}\`)`;
}
