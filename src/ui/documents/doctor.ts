import * as z from "zod";
import { root } from "./shared.ts";

const finding = z.object({
  check: z.string().describe("Stable name of what was looked at, e.g. `files/unresolved`"),
  severity: z.enum(["error", "warning", "info"]),
  path: z.string().optional(),
  line: z.int().optional(),
  what: z.string(),
  fix: z.string().optional().describe("The command, or the act, that mends it"),
});

export const doctorDocument = z
  .object({
    schema: z.literal("plan-init/doctor/1"),
    result: z.enum(["healthy", "findings"]),
    root,
    findings: z.array(finding),
  })
  .describe("What `plan-init doctor --json` prints");
