import path from "node:path";
import * as z from "zod/mini";
import { findWorkplace } from "../repo/workplace.ts";
import { statusOf } from "../status/index.ts";
import { Exit, type ExitCode } from "../ui/exit.ts";
import { outputFor } from "../ui/output.ts";
import type { Proc } from "../ui/process.ts";
import { commonFlags, toggle } from "./flags.ts";
import { gather } from "./status/gather.ts";
import { staleLines } from "./status/stale-text.ts";
import { statusLines } from "./status/text.ts";

const flagsSchema = z.object({ ...commonFlags, stale: toggle });

/** Says where everything stands. Changes nothing; what it finds does not change its exit code. */
export async function status(proc: Proc, rawFlags: Record<string, unknown>): Promise<ExitCode> {
  const flags = flagsSchema.parse(rawFlags);
  const output = outputFor(proc, flags.json);
  const { root } = await findWorkplace(path.resolve(proc.cwd, flags.cwd), proc.env);
  const found = statusOf(await gather(root, proc.now(), { env: proc.env, signal: proc.signal }));
  output.lines(flags.stale ? staleLines(found, output) : statusLines(found, output));
  output.document(found);
  return Exit.Good;
}
