import * as z from "zod";
import { file, root } from "./shared.ts";

export const removeDocument = z
  .object({
    schema: z.literal("plan-init/remove/1"),
    result: z.enum(["removed", "preview"]),
    root,
    files: z.array(file),
  })
  .describe("What `plan-init remove --json` prints");
