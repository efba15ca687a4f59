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
