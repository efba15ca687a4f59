import * as z from "zod";
import { baselineSchema } from "../../repo/baseline-schema.ts";
import { root } from "./shared.ts";

export const startDocument = z
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
    from: z
      .object({ id: z.string(), work: z.string().describe("File of the backlog, relative to `root`") })
      .nullable()
      .describe("Filed work that it is about"),
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
  .describe("What `plan-init start --json` prints");
