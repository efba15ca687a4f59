import * as z from "zod";
import { baselineSchema } from "../repo/baseline-schema.ts";

/** The documents of `--json`, by file name below `schemas/`. A change that breaks readers raises the number behind the slash. */

const file = z.object({
  id: z.string().optional().describe("Template id; absent for files that no template stands behind"),
  path: z.string().describe("Relative to `root`, with `/`"),
  action: z.enum([
    "unchanged",
    "created",
    "updated",
    "merged",
    "conflict",
    "kept",
    "moved",
    "deleted",
    "adopted",
    "restored",
    "overwritten",
    "ejected",
    "skipped",
    "resolved",
  ]),
  reason: z.string().describe("One clause that says why"),
  how: z.record(z.string(), z.int()).optional().describe("How many hunks were merged in which way"),
  hint: z.string().optional().describe("What a person may do about it"),
});

const root = z.string().describe("Absolute path of the folder that plan-init works in");

const finding = z.object({
  check: z.string().describe("Stable name of what was looked at, e.g. `files/unresolved`"),
  severity: z.enum(["error", "warning", "info"]),
  path: z.string().optional(),
  line: z.int().optional(),
  what: z.string(),
  fix: z.string().optional().describe("The command, or the act, that mends it"),
});

const verdict = z.object({
  kind: z.enum(["STOP", "CONTINUE", "ESCALATE"]),
  reason: z.enum([
    "converged",
    "budget",
    "confirm",
    "findings",
    "stalled",
    "oscillating",
    "confirmed",
    "changed",
    "unrecorded",
  ]),
  iteration: z.int(),
  max: z.int().describe("Iteration budget"),
  line: z.string().describe("The first line of the text output"),
});

const checkResult = z.enum(["passed", "failed", "open"]);

const failure = z.object({ code: z.string(), message: z.string(), fix: z.string().optional() });

export const documents = {
  init: z
    .object({
      schema: z.literal("plan-init/init/1"),
      result: z.enum(["created", "upgraded", "current", "conflicts", "refused"]),
      preview: z.boolean().optional().describe("Whether nothing was written because the run only looked"),
      root: root.optional(),
      files: z.array(file),
      baseline: baselineSchema.optional(),
      next: z.array(z.string()).describe("What to do next"),
      recovered: z.enum(["rolled back", "completed"]).optional().describe("What became of an interrupted earlier run"),
      error: failure.optional().describe("Why it was refused"),
    })
    .describe("What `plan-init init --json` prints"),
  undo: z
    .object({
      schema: z.literal("plan-init/undo/1"),
      result: z.enum(["undone", "preview"]),
      verb: z.string().describe("What was taken back"),
      root,
      files: z.array(file),
    })
    .describe("What `plan-init undo --json` prints"),
  remove: z
    .object({
      schema: z.literal("plan-init/remove/1"),
      result: z.enum(["removed", "preview"]),
      root,
      files: z.array(file),
    })
    .describe("What `plan-init remove --json` prints"),
  prompt: z
    .object({
      schema: z.literal("plan-init/prompt/1"),
      runner: z.enum(["planner", "dev", "review", "strategy"]),
      text: z.string().describe("The runner with this run's CONFIG"),
    })
    .describe("What `plan-init prompt --json` prints"),
  doctor: z
    .object({
      schema: z.literal("plan-init/doctor/1"),
      result: z.enum(["healthy", "findings"]),
      root,
      findings: z.array(finding),
    })
    .describe("What `plan-init doctor --json` prints"),
  start: z
    .object({
      schema: z.literal("plan-init/start/1"),
      result: z.enum(["opened", "resumed"]),
      root,
      run: z.string().describe("Id: the name of the run's folder"),
      path: z.string().describe("Folder of the run, relative to `root`"),
      goal: z.string(),
      mode: z.enum(["execution", "strategy"]),
      reason: z.string().nullable().describe("Why it was opened although nothing new was known"),
      follows: z.string().nullable().describe("Run whose plan it goes on with"),
      iteration: z.int().describe("Recorded iterations"),
      max: z.int().describe("Iteration budget"),
      baseline: baselineSchema,
      sync: z
        .object({ kind: z.enum(["skipped", "offline", "current", "forwarded"]), words: z.string() })
        .optional()
        .describe("What became of the branch, with `sync: ff-only`"),
      news: z.array(z.string()).describe("What has become known since the plan was settled"),
      notes: z.array(z.string()).describe("What a person should know"),
      next: z.array(z.string()).describe("What to do next"),
    })
    .describe("What `plan-init start --json` prints"),
  check: z
    .object({
      schema: z.literal("plan-init/check/1"),
      result: z.enum(["STOP", "CONTINUE", "ESCALATE"]),
      root,
      plan: z.string().describe("Path of the plan, relative to `root` when it lies below it"),
      run: z.string().nullable().describe("The run that the plan belongs to"),
      verdict,
      ifRecorded: verdict.optional().describe("What recording it as it is would say"),
      recorded: z.string().nullable().describe("The snapshot that was written; `null` when nothing was recorded"),
      fingerprint: z.string().describe("Hash of the structure: equal for two plans that differ in wording alone"),
      findings: z.array(
        z.object({
          rule: z.string(),
          severity: z.enum(["error", "warning"]),
          line: z.int(),
          column: z.int(),
          id: z.string().nullable().describe("Milestone or item that it is about"),
          text: z.string().describe("What it is about, as the plan has it"),
          what: z.string(),
          fix: z.string(),
        }),
      ),
      changes: z.array(z.string()).describe("Changes of structure since the last record, in words"),
      notes: z.array(z.string()).describe("What a person should know"),
      next: z.array(z.string()).describe("What to do next"),
    })
    .describe("What `plan-init check --json` prints"),
  verify: z
    .object({
      schema: z.literal("plan-init/verify/1"),
      result: z.enum(["passed", "failed", "open", "baseline", "preview", "declined"]),
      root,
      run: z.string().describe("The run that the evidence belongs to"),
      fingerprint: z.string().describe("Of the plan's structure"),
      file: z.string().nullable().describe("What was written, relative to `root`; `null` when nothing was run"),
      milestones: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          result: checkResult,
          checks: z.array(
            z.object({
              kind: z.enum(["command", "manual"]),
              text: z.string().describe("The exact command, or the steps for a person"),
              expected: z.string().nullable().describe("The plan's words for what is to come out"),
              result: checkResult,
              words: z.string().optional().describe("What a person saw, or why it is open"),
              change: z.string().optional().describe("Why it is not the command that the plan was settled with"),
              exit: z.int().nullable().optional().describe("Exit status; `null` after a signal or a timeout"),
              signal: z.string().nullable().optional(),
              timedOut: z.boolean().optional(),
              ms: z.int().optional().describe("How long it took"),
              tail: z.string().optional().describe("The last lines of its output"),
            }),
          ),
        }),
      ),
      commands: z
        .array(z.object({ name: z.string(), command: z.string(), exit: z.int().nullable(), ms: z.int() }))
        .optional()
        .describe("With `--baseline`: the commands of the config and how they ended"),
      notes: z.array(z.string()).describe("What a person should know"),
      next: z.array(z.string()).describe("What to do next"),
    })
    .describe("What `plan-init verify --json` prints"),
  delta: z
    .object({
      schema: z.literal("plan-init/delta/1"),
      result: z.enum(["confirmed", "refuted", "unknown"]),
      root,
      run: z.string(),
      deltas: z.array(
        z.object({
          file: z.string().describe("Relative to `root` when it lies below it"),
          milestone: z.string().nullable(),
          status: z.string().nullable().describe("As the delta has it"),
          result: z.enum(["confirmed", "refuted", "unknown"]),
          claims: z.array(
            z.object({
              claim: z.string().describe("Stable name of what is claimed, e.g. `commit`"),
              verdict: z.enum(["confirmed", "refuted", "unknown"]),
              line: z.int(),
              what: z.string(),
              fix: z.string().optional(),
            }),
          ),
          notes: z.array(z.string()).describe("Differences that are no errors, e.g. files beyond the plan's"),
        }),
      ),
      notes: z.array(z.string()),
    })
    .describe("What `plan-init delta --json` prints"),
  error: z
    .object({
      schema: z.literal("plan-init/error/1"),
      error: failure,
      exit: z.int().describe("The exit code"),
    })
    .describe("What any verb prints with `--json` when it fails"),
} satisfies Record<string, z.ZodType>;

/** Any of the documents. */
export type AnyDocument = z.input<(typeof documents)[keyof typeof documents]>;

/** The published JSON Schema of a document. */
export const documentJsonSchema = (name: keyof typeof documents): unknown =>
  z.toJSONSchema(documents[name], { target: "draft-7", io: "input" });
