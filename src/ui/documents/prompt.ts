import * as z from "zod";

export const promptDocument = z
  .object({
    schema: z.literal("plan-init/prompt/1"),
    runner: z.enum(["planner", "dev", "review", "strategy"]),
    text: z.string().describe("The runner with this run's CONFIG"),
  })
  .describe("What `plan-init prompt --json` prints");
