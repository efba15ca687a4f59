import path from "node:path";
import { exclusively } from "../pack/transaction.ts";
import { findWorkplace } from "../repo/workplace.ts";
import { readSettings } from "../runs/setup.ts";
import { Exit, type ExitCode } from "../ui/exit.ts";
import { Failure } from "../ui/failure.ts";
import { outputFor } from "../ui/output.ts";
import type { Proc } from "../ui/process.ts";
import { begin } from "./start/begin.ts";
import { parseStartFlags } from "./start/flags.ts";
import { startDocument, startLines } from "./start/report.ts";
import { synchronise } from "./synchronise.ts";

/** Opens a planning run, or goes on with an unfinished one; refuses a plan-of-the-day. */
export async function start(proc: Proc, rawFlags: Record<string, unknown>): Promise<ExitCode> {
  const flags = parseStartFlags(rawFlags);
  const output = outputFor(proc, flags.json);
  const git = { env: proc.env, signal: proc.signal };
  const { root } = await findWorkplace(path.resolve(proc.cwd, flags.cwd), proc.env);
  const before = await readSettings(root);
  if (!before.isInstalled) throw new Failure("not-installed", {});
  const sync = before.config.sync === "ff-only" ? await synchronise(root, git) : undefined;
  // What came from the remote may have changed it.
  const { config } = sync?.kind === "forwarded" ? await readSettings(root) : before;
  const begun = await exclusively(root, async () => begin({ root, config, flags, git, now: proc.now() }));
  output.lines(startLines(begun, sync, output));
  output.document(() => startDocument(begun, sync, root));
  return Exit.Good;
}
