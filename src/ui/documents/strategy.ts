import * as z from "zod";
import { root } from "./shared.ts";

export const strategyDocument = z
  .object({
    schema: z.literal("plan-init/strategy/1"),
    step: z.string().describe("The step that was asked for: `start`, `triage`, …"),
    result: z
      .enum(["done", "unfinished", "skipped", "refused"])
      .describe("`unfinished`: something is to be mended or filled in first; `skipped`: there was no occasion for it"),
    root,
    run: z.string().nullable().describe("Id: the name of the run's folder"),
    words: z.string().describe("What came of it"),
    data: z.record(z.string(), z.unknown()).describe("What the step found; its keys are the step's own"),
    notes: z.array(z.string()).describe("What a person should know"),
    next: z.array(z.string()).describe("What to do next"),
  })
  .describe("What `plan-init strategy <step> --json` prints");
