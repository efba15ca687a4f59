import * as z from "zod/mini";
import { parseOwnJson } from "../../pack/own-json.ts";
import { strictly } from "../../pack/strictly.ts";
import { Failure } from "../../ui/failure.ts";

/** What a run saw or wrote, in groups; names of files, each with a hash of its content. */
const hashes = z.record(z.string(), z.string());

const stateSchema = z.strictObject({
  schema: z.literal(1),
  /** How many runs have ended well. */
  runs: z.int().check(z.gte(0)),
  last: z.nullable(
    z.strictObject({
      id: z.string(),
      ended: z.iso.datetime(),
      /** HEAD as the run saw it. */
      commit: z.nullable(z.string()),
      hashes,
    }),
  ),
});

/** What is known of all runs: `planning/strategy/state.json`. It advances only when a run ends well. */
export type StrategyState = z.infer<typeof stateSchema>;

export const noState: StrategyState = { schema: 1, runs: 0, last: null };

/**
 * Reads the state as the untrusted input it is.
 *
 * @param path what errors call it
 * @throws Failure `strategy-run-newer`, `strategy-run-in-conflict`, `strategy-state-damaged`
 */
export function parseState(text: string, path: string): StrategyState {
  const damaged = (why: string) => new Failure("strategy-state-damaged", { path, why });
  const data = parseOwnJson(text, new Failure("strategy-run-in-conflict", { path }), damaged);
  refuseNewer(data, path);
  return strictly(stateSchema, data, damaged);
}

/** @throws Failure `strategy-run-newer` for a schema that this program does not know */
export function refuseNewer(data: unknown, path: string): void {
  const schema = (data as { schema?: unknown } | null)?.schema;
  if (typeof schema === "number" && schema > 1) throw new Failure("strategy-run-newer", { path, schema });
}

/** Equal data have equal bytes, and a diff shows lines. */
export const serialise = (data: unknown): string => `${JSON.stringify(data, null, 2)}\n`;
