import path from "node:path";
import fs from "fs-extra";
import * as z from "zod";
import { imageAt, type Journal, readImage, readJournal, sameText, undoDir } from "../pack/journal.ts";
import { stateDir } from "../pack/paths.ts";
import { exclusively, transact } from "../pack/transaction.ts";
import type { FileChange, FileReport } from "../pack/types.ts";
import { findWorkplace } from "../repo/workplace.ts";
import { Exit, type ExitCode } from "../ui/exit.ts";
import { Failure } from "../ui/failure.ts";
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
  const { journal, steps } = await plan(root, flags.keepEdited);
  if (!flags.dryRun) await exclusively(root, () => takeBack(root, flags.keepEdited, proc.signal));
  const files = steps.map(({ report }) => report);
  const done = flags.dryRun
    ? `would take back \`plan-init ${journal.verb}\``
    : `took back \`plan-init ${journal.verb}\``;
  // The tool's own bookkeeping goes along without being worth a line each.
  const shown = files.filter((file) => !file.path.startsWith(`${stateDir}/`));
  output.lines([done, "", ...fileLines(shown, output)]);
  output.document({
    schema: "plan-init/undo/1",
    result: flags.dryRun ? "preview" : "undone",
    verb: journal.verb,
    root,
    files,
  });
  return Exit.Good;
}

interface Step {
  report: FileReport;
  change: FileChange | undefined;
}

async function takeBack(root: string, keepEdited: boolean, signal: AbortSignal): Promise<void> {
  const { steps } = await plan(root, keepEdited);
  const changes = steps.flatMap(({ change }) => change ?? []);
  await transact(root, changes, "undo", signal);
  await fs.remove(path.join(root, undoDir));
}

/** What undoing would do, file by file. Refuses, unless told to leave them, when files were edited since. */
async function plan(root: string, keepEdited: boolean): Promise<{ journal: Journal; steps: Step[] }> {
  const journal = await readJournal(path.join(root, undoDir));
  if (journal === undefined || journal.verb === "undo") throw new Failure("nothing-to-undo", { path: undoDir });
  const steps = await Promise.all(journal.ops.map((op, index) => step(root, op, index)));
  const edited = steps.filter(({ change }) => change === undefined).map(({ report }) => report.path);
  if (edited.length > 0 && !keepEdited) throw new Failure("edited-since", { paths: edited });
  return { journal, steps };
}

async function step(root: string, op: Journal["ops"][number], index: number): Promise<Step> {
  const now = await imageAt(path.join(root, op.path));
  if (!sameText(now, op.after)) {
    return { report: { path: op.path, action: "kept", reason: "you edited it since" }, change: undefined };
  }
  if (op.before === null) {
    return {
      report: { path: op.path, action: "deleted", reason: "it was not there before" },
      change: { path: op.path, content: null },
    };
  }
  const content = await readImage(root, index);
  const executable = op.before.mode === now?.mode ? undefined : (op.before.mode & 0o100) !== 0;
  return {
    report: { path: op.path, action: "restored", reason: "as it was before" },
    change: { path: op.path, content, executable },
  };
}
