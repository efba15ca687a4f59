import * as z from "zod";
import { roles } from "../../loop/types.ts";
import { root } from "./shared.ts";

export const loopDocument = z
  .object({
    schema: z.literal("plan-init/loop/1"),
    result: z.literal("preview"),
    root,
    agents: z.array(
      z.object({
        role: z.enum(roles),
        name: z.string().describe("A preset, or `custom`"),
        cmd: z.array(z.string()).describe("Program and arguments; names in braces are filled in for each call"),
        env: z.record(z.string(), z.string()),
        timeout: z.number().describe("Milliseconds"),
        cost: z.boolean().describe("Whether it tells what a call cost"),
        trusted: z.boolean().describe("Whether it may run without asking a person"),
      }),
    ),
  })
  .describe("What `plan-init loop --dry-run --json` prints; a loop that is played prints `review.schema.json`");
