import path from "node:path";
import * as z from "zod/mini";
import type { Journal } from "../pack/journal.ts";
import { manifestPath, stateDir } from "../pack/paths.ts";
import { exclusively, settle, transact } from "../pack/transaction.ts";
import { planUndoing, type Undoing } from "../pack/undoing.ts";
import { findWorkplace } from "../repo/workplace.ts";
import { Exit, type ExitCode } from "../ui/exit.ts";
import { outputFor } from "../ui/output.ts";
import type { Proc } from "../ui/process.ts";
import { fileLines } from "../ui/report.ts";
import { commonFlags, toggle } from "./flags.ts";

const flagsSchema = z.object({ ...commonFlags, dryRun: toggle, keepEdited: toggle });

/** Takes the last scaffold, upgrade or removal back, byte for byte. */
export async function undo(proc: Proc, rawFlags: Record<string, unknown>): Promise<ExitCode> {
  const flags = flagsSchema.parse(rawFlags);
  const output = outputFor(proc, flags.json);
  const { root } = await findWorkplace(path.resolve(proc.cwd, flags.cwd), proc.env);
  await settle(root, flags.dryRun);
  const { journal, reports: files } = flags.dryRun
    ? await planUndoing(root, flags.keepEdited)
    : await exclusively(root, () => takeBack(root, flags.keepEdited, proc.signal));
  const done = `${flags.dryRun ? "Would take back" : "Took back"} ${wordsFor(journal)}`;
  // The tool's own bookkeeping goes along without being worth a line each.
  const shown = files.filter((file) => !file.path.startsWith(`${stateDir}/`));
  output.lines([done, "", ...fileLines(shown, output)]);
  output.document(() => ({
    schema: "plan-init/undo/1",
    result: flags.dryRun ? "preview" : "undone",
    verb: journal.verb,
    root,
    files,
  }));
  return Exit.Good;
}

/** What a run was, as the person who started it would call it. */
function wordsFor({ verb, ops }: Journal): string {
  if (verb !== "init") return verb === "remove" ? "the removal" : `\`plan-init ${verb}\``;
  const isFirst = ops.some(({ path: file, before }) => file === manifestPath && before === null);
  return isFirst ? "the scaffold" : "the last upgrade";
}

async function takeBack(root: string, keepEdited: boolean, signal: AbortSignal): Promise<Undoing> {
  const undoing = await planUndoing(root, keepEdited);
  // Folders that were there before stay, even when they are empty now.
  await transact(root, undoing.changes, { verb: "undo", signal, prune: undoing.journal.folders });
  return undoing;
}
