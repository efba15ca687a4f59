import * as z from "zod/mini";
import type { Baseline } from "./facts.ts";

const checkout = z.enum(["main", "worktree", "submodule"]);

/** A baseline as documents and run records hold it. */
export const baselineSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("commit"),
    branch: z.nullable(z.string()).check(z.describe("`null` when HEAD is detached")),
    commit: z.string().check(z.describe("Full hash")),
    dirty: z.boolean().check(z.describe("Uncommitted changes outside `planning/`")),
    upstream: z.nullable(z.object({ name: z.string(), ahead: z.int(), behind: z.int(), gone: z.boolean() })),
    shallow: z.boolean(),
    checkout,
  }),
  z.object({ kind: z.literal("unborn"), branch: z.string(), checkout }),
  z.object({ kind: z.literal("none"), why: z.string() }),
]) satisfies z.ZodMiniType<Baseline>;
