import * as z from "zod";
import { file, root } from "./shared.ts";

export const undoDocument = z
  .object({
    schema: z.literal("plan-init/undo/1"),
    result: z.enum(["undone", "preview"]),
    verb: z.string().describe("What was taken back"),
    root,
    files: z.array(file),
  })
  .describe("What `plan-init undo --json` prints");
