import * as z from "zod";
import { root } from "./shared.ts";

export const deltaDocument = z
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
  .describe("What `plan-init delta --json` prints");
