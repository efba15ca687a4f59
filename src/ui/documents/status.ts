import * as z from "zod";
import { milestoneStatuses } from "../../plan/types.ts";
import { baselineSchema } from "../../repo/baseline-schema.ts";
import { phases, stopReasons, verdicts } from "../../review/types.ts";
import { planFinding, root, verdict } from "./shared.ts";

const moment = z.iso.datetime().describe("UTC");

const milestone = z.object({
  id: z.string().nullable(),
  title: z.string(),
  line: z.int(),
  status: z.enum(milestoneStatuses).nullable().describe("`null` when the plan does not say"),
  dependsOn: z.array(z.string()),
  checks: z.object({
    passed: z.int(),
    failed: z.int(),
    open: z.int().describe("Never run, run for another command, or to be looked at by a person"),
  }),
  evidence: z
    .object({
      at: moment,
      commit: z.string().nullable(),
      behind: z
        .boolean()
        .describe("Whether the plan's structure, or by commits the milestone's files, have changed since"),
    })
    .nullable()
    .describe("The newest that `verify` kept"),
  delta: z
    .object({ file: z.string().describe("Relative to `root`"), status: z.string().nullable() })
    .nullable()
    .describe("The developer's report"),
  next: z.boolean().describe("Whether it is the one to build next"),
});

const iteration = z.object({
  n: z.int(),
  at: moment,
  errors: z.int(),
  warnings: z.int(),
  lines: z.int().nullable().describe("Lines of the snapshot; `null` when it is gone"),
  changes: z.array(z.string()).describe("Of structure, in words"),
  verdict: z.string().describe("Its line"),
  snapshot: z.string().nullable().describe("Relative to `root`; `null` when it is gone"),
});

const drift = z.object({
  commit: z.string(),
  subject: z.string(),
  paths: z.array(z.string()).describe("Those of the plan that it touches"),
  milestones: z.array(z.string()).describe("Ids of those whose paths they are"),
});

const stale = z.object({
  path: z.string().describe("Relative to `root`"),
  what: z.enum(["plan", "run", "archive"]),
  title: z.string(),
  touched: moment.describe("By git, or by the file where git does not know it"),
  days: z.int().describe("Since then"),
  policy: z.enum(["archive", "delete", "update or delete"]).describe("What the review policy wants"),
  why: z.string(),
  fix: z.string().describe("The command, or the act"),
});

export const statusDocument = z
  .object({
    schema: z.literal("plan-init/status/1"),
    result: z
      .enum(["none", "planning", "escalated", "settled", "executing", "built"])
      .describe(
        "Phase: no plan yet, being planned, a person decides, ready to be built, being built, all milestones done",
      ),
    root,
    at: moment.describe("When this was looked at"),
    plan: z
      .object({
        path: z.string().describe("Relative to `root`"),
        title: z.string(),
        id: z.string().nullable(),
        mode: z.string().nullable(),
        status: z.string().nullable().describe("By its own word"),
        lines: z.int(),
        maxLines: z.int(),
        fingerprint: z.string().describe("Of its structure"),
      })
      .nullable(),
    run: z
      .object({
        id: z.string(),
        path: z.string().describe("Relative to `root`"),
        goal: z.string(),
        mode: z.enum(["execution", "strategy"]),
        opened: moment,
        reason: z.string().nullable(),
        iteration: z.int().describe("Recorded iterations"),
        max: z.int(),
        confirmed: moment.nullable().describe("When a person accepted the plan"),
        files: z.array(z.string()).describe("Names of what is in its folder"),
      })
      .nullable()
      .describe("The run that the plan belongs to"),
    verdict: verdict.nullable().describe("`null` without a plan"),
    findings: z.array(planFinding),
    iterations: z.array(iteration),
    milestones: z.array(milestone),
    baseline: z.object({
      stamped: z.nullable(baselineSchema).describe("When the run was opened"),
      branch: z.string().nullable().describe("Now"),
      commit: z.string().nullable().describe("Now"),
      dirty: z.boolean().nullable().describe("Now; uncommitted changes outside `planning/`"),
      drift: z.array(drift).describe("Other people's commits on the plan's paths since the baseline, newest first"),
    }),
    delta: z
      .object({ file: z.string(), milestone: z.string().nullable(), status: z.string().nullable(), at: moment })
      .nullable()
      .describe("The last development report"),
    review: z
      .object({
        kind: z.enum(["OPEN", "GO", "NO-GO", "PAUSED"]),
        phase: z.enum(phases),
        round: z.int().describe("Rounds played"),
        max: z.int().describe("Most rounds"),
        verdict: z.enum(verdicts).nullable().describe("Of the newest round"),
        blockers: z.int().describe("Open ones"),
        reason: z.enum(stopReasons).nullable().describe("Why it stopped; `null` while it goes on"),
        line: z.string(),
      })
      .nullable()
      .describe("The run's rounds of review; `null` where there are none"),
    runs: z.object({
      total: z.int(),
      open: z
        .array(
          z.object({
            id: z.string(),
            goal: z.string(),
            review: z.string().nullable().describe("Where its rounds of review stand, as a line"),
          }),
        )
        .describe("Unfinished ones, newest first, at most 10"),
      damaged: z.array(z.string()).describe("Ids of those whose record cannot be read"),
    }),
    stale: z.array(stale),
    notes: z.array(z.string()).describe("What a person should know"),
    next: z.array(z.string()).describe("What to do next"),
  })
  .describe("What `plan-init status --json` prints");

/** Where everything stands: what `status` shows as text, JSON or a page. */
export type Status = z.infer<typeof statusDocument>;
