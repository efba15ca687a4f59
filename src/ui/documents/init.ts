import * as z from "zod";
import { baselineSchema } from "../../repo/baseline-schema.ts";
import { failure, file, root } from "./shared.ts";

export const initDocument = z
  .object({
    schema: z.literal("plan-init/init/1"),
    result: z.enum(["created", "upgraded", "current", "conflicts", "refused"]),
    preview: z.boolean().optional().describe("Whether nothing was written because the run only looked"),
    root: root.optional(),
    files: z.array(file),
    baseline: z.optional(baselineSchema),
    next: z.array(z.string()).describe("What to do next"),
    recovered: z.enum(["rolled back", "completed"]).optional().describe("What became of an interrupted earlier run"),
    error: failure.optional().describe("Why it was refused"),
  })
  .describe("What `plan-init init --json` prints");
