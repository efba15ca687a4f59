import * as z from "zod";

export const file = z.object({
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

export const root = z.string().describe("Absolute path of the folder that plan-init works in");

export const failure = z.object({ code: z.string(), message: z.string(), fix: z.string().optional() });

export const verdict = z.object({
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

/** What the lint found in a plan. */
export const planFinding = z.object({
  rule: z.string(),
  severity: z.enum(["error", "warning"]),
  line: z.int(),
  column: z.int(),
  id: z.string().nullable().describe("Milestone or item that it is about"),
  text: z.string().describe("What it is about, as the plan has it"),
  what: z.string(),
  fix: z.string(),
});
