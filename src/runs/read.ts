import { parseOwnJson } from "../pack/own-json.ts";
import { strictly } from "../pack/strictly.ts";
import { Failure } from "../ui/failure.ts";
import { type Run, runSchema } from "./run.ts";

/**
 * Reads a run's record as the untrusted input it is.
 *
 * @param path what errors call it
 * @param id the name of its folder
 * @throws Failure `run-newer` for a schema this program does not know, `run-in-conflict` for one that git could not merge,
 *   `run-damaged` for anything else that is no whole record of this run
 */
export function parseRun(text: string, path: string, id: string): Run {
  const damaged = (why: string) => new Failure("run-damaged", { path, why });
  const data = parseOwnJson(text, new Failure("run-in-conflict", { path }), damaged);
  const schema = (data as { schema?: unknown } | null)?.schema;
  if (typeof schema === "number" && schema > 1) throw new Failure("run-newer", { path, schema });
  const run = strictly(runSchema, data, damaged);
  if (run.id !== id) throw damaged(`it is the record of \`${run.id}\``);
  if (run.iterations.some(({ n }, at) => n !== at + 1)) throw damaged("its iterations are not 1, 2, 3, …");
  return run;
}

/** Writes a record so that equal runs have equal bytes and a diff shows lines. */
export const serialiseRun = (run: Run): string => `${JSON.stringify(run, null, 2)}\n`;
