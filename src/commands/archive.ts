import { exclusively, settle, transact } from "../pack/transaction.ts";
import { findWorkplace } from "../repo/workplace.ts";
import { Exit, type ExitCode } from "../ui/exit.ts";
import { outputFor } from "../ui/output.ts";
import type { Proc } from "../ui/process.ts";
import { type Closed, planClosing, type Scene } from "./archive/close.ts";
import { parseArchiveFlags } from "./archive/flags.ts";
import { archiveDocument, archiveLines } from "./archive/report.ts";

/** Closes the plan: moves it and its runs to an archive, and puts an empty one in its place. */
export async function archive(proc: Proc, rawFlags: Record<string, unknown>): Promise<ExitCode> {
  const flags = parseArchiveFlags(rawFlags, proc.cwd);
  const output = outputFor(proc, flags.json);
  const { root } = await findWorkplace(flags.cwd, proc.env);
  await settle(root, flags.dryRun);
  const scene: Scene = { root, flags, now: proc.now(), git: { env: proc.env, signal: proc.signal } };
  const closed = flags.dryRun ? await planClosing(scene) : await exclusively(root, () => close(scene, proc.signal));
  output.lines(archiveLines(closed, flags.dryRun, output));
  output.document(() => archiveDocument(closed, flags.dryRun, root));
  return Exit.Good;
}

async function close(scene: Scene, signal: AbortSignal): Promise<Closed> {
  const closed = await planClosing(scene);
  await transact(scene.root, closed.changes, { verb: "archive", signal });
  return closed;
}
