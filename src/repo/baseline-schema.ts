import * as z from "zod";
import type { Baseline } from "./facts.ts";

const checkout = z.enum(["main", "worktree", "submodule"]);

/** A baseline as documents and run records hold it. */
export const baselineSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("commit"),
    branch: z.string().nullable().describe("`null` when HEAD is detached"),
    commit: z.string().describe("Full hash"),
    dirty: z.boolean().describe("Uncommitted changes outside `planning/`"),
    upstream: z.object({ name: z.string(), ahead: z.int(), behind: z.int(), gone: z.boolean() }).nullable(),
    shallow: z.boolean(),
    checkout,
  }),
  z.object({ kind: z.literal("unborn"), branch: z.string(), checkout }),
  z.object({ kind: z.literal("none"), why: z.string() }),
]) satisfies z.ZodType<Baseline>;
