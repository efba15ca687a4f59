import * as z from "zod";
import { root } from "./shared.ts";

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

export const checkDocument = z
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
  .describe("What `plan-init check --json` prints");
