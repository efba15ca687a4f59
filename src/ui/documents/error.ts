import * as z from "zod";
import { failure } from "./shared.ts";

export const errorDocument = z
  .object({
    schema: z.literal("plan-init/error/1"),
    error: failure,
    exit: z.int().describe("The exit code"),
  })
  .describe("What any verb prints with `--json` when it fails");
