import path from "node:path";
import * as z from "zod/mini";
import { ask } from "../interview/ask.ts";
import { canAsk } from "../interview/unattended.ts";
import { stateDir } from "../pack/paths.ts";
import { planRemoval, type Removal } from "../pack/removal.ts";
import { exclusively, settle, transact } from "../pack/transaction.ts";
import type { FileReport } from "../pack/types.ts";
import { findWorkplace } from "../repo/workplace.ts";
import { Exit, type ExitCode } from "../ui/exit.ts";
import { Failure } from "../ui/failure.ts";
import { type Output, outputFor } from "../ui/output.ts";
import type { Proc } from "../ui/process.ts";
import { fileLines } from "../ui/report.ts";
import { commonFlags, toggle } from "./flags.ts";

const flagsSchema = z.object({ ...commonFlags, dryRun: toggle, withState: toggle, yes: toggle });
type Flags = z.infer<typeof flagsSchema>;

/** Takes out what plan-init installed: unedited files and blocks go, edited ones stay and are listed. */
export async function remove(proc: Proc, rawFlags: Record<string, unknown>): Promise<ExitCode> {
  const flags = flagsSchema.parse(rawFlags);
  const output = outputFor(proc, flags.json);
  const { root } = await findWorkplace(path.resolve(proc.cwd, flags.cwd), proc.env);
  await settle(root, flags.dryRun);
  let removal = await planRemoval(root, flags.withState);
  if (!flags.dryRun) {
    if (!(await isAgreed(proc, flags, removal, output))) {
      output.lines(["Nothing was removed."]);
      return Exit.Good;
    }
    removal = await exclusively(root, () => takeOut(root, flags.withState, proc.signal));
  }
  output.lines(summary(flags, removal, output));
  const result = flags.dryRun ? "preview" : "removed";
  output.document(() => ({ schema: "plan-init/remove/1", result, root, files: removal.reports }));
  return Exit.Good;
}

/** Decided again under the lock: the disk may have changed while somebody made up their mind. */
async function takeOut(root: string, withState: boolean, signal: AbortSignal): Promise<Removal> {
  const removal = await planRemoval(root, withState);
  await transact(root, removal.changes, { verb: "remove", signal });
  return removal;
}

async function isAgreed(proc: Proc, flags: Flags, { reports }: Removal, output: Output): Promise<boolean> {
  if (flags.yes) return true;
  if (!canAsk(proc, flags)) throw new Failure("needs-confirmation", { verb: "remove" });
  output.lines(["What would become of the files:", "", ...fileLines(listed(reports), output), ""]);
  const question = { key: "yes", type: "confirm", message: "Remove it", initial: false, required: false } as const;
  const { yes } = await ask([question], proc);
  return yes === true;
}

/** The tool's own bookkeeping is one line. */
const listed = (reports: readonly FileReport[]): FileReport[] =>
  reports.filter(({ path: file }) => file === `${stateDir}/` || !file.startsWith(`${stateDir}/`));

function summary(flags: Flags, { reports }: Removal, output: Output): string[] {
  const files = fileLines(listed(reports), output);
  if (flags.dryRun)
    return ["What would become of the files:", "", ...files, "", "Nothing was changed: this was a look ahead."];
  return [
    output.paint.bold("Removed plan-init."),
    // Somebody who was asked has just read the list.
    ...(flags.yes ? ["", ...files, ""] : []),
    ...(flags.withState ? [] : ["Plans, runs, archive and config stay (`--with-state` takes them too)."]),
    "To have it all back: `plan-init undo`",
  ];
}
