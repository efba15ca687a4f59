import * as z from "zod";
import { file, root } from "./shared.ts";

export const archiveDocument = z
  .object({
    schema: z.literal("plan-init/archive/1"),
    result: z.enum(["archived", "preview"]),
    root,
    path: z.string().describe("Folder of the archive, relative to `root`"),
    title: z.string().describe("Of the plan"),
    outcome: z.enum(["done", "abandoned"]),
    why: z.string().nullable().describe("Why it was abandoned"),
    runs: z.array(z.string()).describe("Ids of the runs that went along, oldest first"),
    files: z.array(file),
    notes: z.array(z.string()).describe("What a person should know"),
    next: z.array(z.string()).describe("What to do next"),
  })
  .describe("What `plan-init archive --json` prints");
