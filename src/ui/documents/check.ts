import * as z from "zod";
import { planFinding, root, verdict } from "./shared.ts";

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
    findings: z.array(planFinding),
    changes: z.array(z.string()).describe("Changes of structure since the last record, in words"),
    notes: z.array(z.string()).describe("What a person should know"),
    next: z.array(z.string()).describe("What to do next"),
  })
  .describe("What `plan-init check --json` prints");
