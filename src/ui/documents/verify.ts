import * as z from "zod";
import { root } from "./shared.ts";

const checkResult = z.enum(["passed", "failed", "open"]);

export const verifyDocument = z
  .object({
    schema: z.literal("plan-init/verify/1"),
    result: z.enum(["passed", "failed", "open", "baseline", "preview", "declined"]),
    root,
    run: z.string().describe("The run that the evidence belongs to"),
    fingerprint: z.string().describe("Of the plan's structure"),
    file: z.string().nullable().describe("What was written, relative to `root`; `null` when nothing was run"),
    milestones: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        result: checkResult,
        checks: z.array(
          z.object({
            kind: z.enum(["command", "manual"]),
            text: z.string().describe("The exact command, or the steps for a person"),
            expected: z.string().nullable().describe("The plan's words for what is to come out"),
            result: checkResult,
            words: z.string().optional().describe("What a person saw, or why it is open"),
            change: z.string().optional().describe("Why it is not the command that the plan was settled with"),
            exit: z.int().nullable().optional().describe("Exit status; `null` after a signal or a timeout"),
            signal: z.string().nullable().optional(),
            timedOut: z.boolean().optional(),
            ms: z.int().optional().describe("How long it took"),
            tail: z.string().optional().describe("The last lines of its output"),
          }),
        ),
      }),
    ),
    commands: z
      .array(z.object({ name: z.string(), command: z.string(), exit: z.int().nullable(), ms: z.int() }))
      .optional()
      .describe("With `--baseline`: the commands of the config and how they ended"),
    notes: z.array(z.string()).describe("What a person should know"),
    next: z.array(z.string()).describe("What to do next"),
  })
  .describe("What `plan-init verify --json` prints");
