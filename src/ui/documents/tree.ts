import * as z from "zod";
import { planFinding, root } from "./shared.ts";

const ranked = z.object({
  name: z.string().describe("Its id, or its words and line where it has none"),
  id: z.string().nullable(),
  text: z.string(),
  line: z.int(),
  score: z.int().describe("How many objectives, not DONE, are reachable from it"),
  chain: z.int().describe("Steps of the longest way downstream"),
  blocks: z.array(z.string()).describe("Those objectives by name, at most 20"),
  reason: z.string().describe("Why it has this rank"),
});

export const treeDocument = z
  .object({
    schema: z.literal("plan-init/tree/1"),
    result: z.enum(["selected", "cycle"]),
    root,
    tree: z.string().describe("Path of the tree, relative to `root` when it lies below it"),
    written: z.boolean().describe("Whether Status lines were rewritten"),
    constraints: z.array(ranked).describe("What to work on, most blocking first; empty while there is a cycle"),
    human: z.array(ranked).describe("What waits for a person in the vault"),
    split: z.array(ranked).describe("What was tried in vain, and is to be split"),
    waiting: z.int().describe("How many unresolved prerequisites wait for something before them"),
    cycles: z.array(
      z.object({
        members: z.array(z.string()).describe("Each must come before the next, and the last before the first"),
        entangled: z.int().describe("How many nodes are before each other in all"),
        line: z.int(),
        column: z.int(),
      }),
    ),
    objectives: z.array(
      z.object({
        id: z.string().nullable(),
        title: z.string(),
        line: z.int(),
        status: z.enum(["DONE", "READY", "BLOCKED"]),
        reason: z.string().nullable().describe("Why it is BLOCKED"),
        score: z.int(),
      }),
    ),
    prerequisites: z.array(
      z.object({
        id: z.string().nullable(),
        text: z.string(),
        line: z.int(),
        kind: z.enum(["prerequisite", "own work"]),
        resolved: z.boolean(),
        score: z.int(),
        chain: z.int(),
        vault: z.boolean(),
        stuck: z.string().nullable().describe("Its signals, such as `BOUNCED 2x`"),
      }),
    ),
    findings: z.array(planFinding).describe("What `plan-init tree lint` says"),
  })
  .describe("What `plan-init tree --json` prints");
