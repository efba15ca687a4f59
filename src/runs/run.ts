import * as z from "zod/mini";
import type { Intent, Outline } from "../plan/outline.ts";
import type { Verdict } from "../plan/verdict.ts";
import { baselineSchema } from "../repo/baseline-schema.ts";

const byId = z.record(z.string(), z.string());

const intentSchema = z.strictObject({
  goals: byId,
  nonGoals: byId,
  constraints: byId,
  criteria: byId,
}) satisfies z.ZodMiniType<Intent>;

const words = z.array(z.string());

const outlineSchema = z.strictObject({
  milestones: z.array(
    z.strictObject({ id: z.string(), validations: words, files: words, dependsOn: words, slots: words }),
  ),
  items: z.record(z.string(), words),
  scope: z.strictObject({ in: words, out: words }),
}) satisfies z.ZodMiniType<Outline>;

const verdictSchema = z.strictObject({
  kind: z.enum(["STOP", "CONTINUE", "ESCALATE"]),
  reason: z.enum(["converged", "budget", "confirm", "findings", "stalled", "oscillating"]),
  iteration: z.int().check(z.gte(0)),
  max: z.int().check(z.gte(1)),
  line: z.string(),
}) satisfies z.ZodMiniType<Verdict>;

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/, "expected a SHA-256 in hex"));
const moment = z.iso.datetime();

const iterationSchema = z.strictObject({
  /** Counted from 1; its snapshot is `plan-<n>.md`. */
  n: z.int().check(z.gte(1)),
  at: moment,
  /** HEAD when it was recorded. */
  commit: z.nullable(z.string()),
  fingerprint: z.string(),
  /** SHA-256 of the snapshot. */
  text: hash,
  outline: outlineSchema,
  /** Titles of milestones by id, so that an id is never used for something else. */
  titles: byId,
  errors: z.int().check(z.gte(0)),
  warnings: z.int().check(z.gte(0)),
  /** The worst of what was found, one line each. */
  findings: words,
  /** What changed in the structure since the iteration before, in words. */
  changes: words,
  verdict: verdictSchema,
});

const noteSchema = z.strictObject({ key: z.string(), value: z.string() });

const originSchema = z.strictObject({
  /** Of the prerequisite: `@docs`, `#12`. */
  id: z.string(),
  /** The file of the backlog. */
  work: z.string(),
  /** Ids or titles of the objectives that it blocks. */
  objectives: words,
  /** Why it is wanted, on one line. */
  problem: z.string(),
  /** Acceptance criteria, word for word. */
  criteria: words,
});

const commandsSchema = z.strictObject({
  test: z.string(),
  lint: z.string(),
  typecheck: z.string(),
  build: z.string(),
});

export const runSchema = z.strictObject({
  schema: z.literal(1),
  /** The name of its folder. */
  id: z.string(),
  goal: z.string(),
  mode: z.enum(["execution", "strategy"]),
  opened: moment,
  /** Version of the program that opened it. */
  program: z.string(),
  /** Why it was opened although nothing new was known. */
  reason: z.nullable(z.string()),
  /** The run whose plan it goes on with. */
  follows: z.nullable(z.string()),
  /** The filed work that it is about; records of older versions have none. */
  from: z.optional(originSchema),
  /** Iteration budget. */
  max: z.int().check(z.gte(1), z.lte(10)),
  baseline: baselineSchema,
  /** As the config had them. */
  commands: commandsSchema,
  /** Answers of the interview and other things to know. */
  notes: z.array(noteSchema),
  /** Frozen with the first record. */
  intent: z.nullable(intentSchema),
  /** Titles by id of milestones in earlier runs of this plan. */
  formerly: byId,
  iterations: z.array(iterationSchema),
  /** A person's word for the plan after the budget was spent, or after it changed. */
  confirmed: z.nullable(z.strictObject({ at: moment, fingerprint: z.string(), text: hash, changes: words })),
});

/** A planning run: `planning/_runs/<id>/run.json`. */
export type Run = z.infer<typeof runSchema>;
export type Iteration = Run["iterations"][number];
/** Filed work of strategy mode that a run was opened from. */
export type Origin = NonNullable<Run["from"]>;
export type Note = Run["notes"][number];
