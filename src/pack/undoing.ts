import path from "node:path";
import { Failure } from "../ui/failure.ts";
import { byFolder } from "./by-folder.ts";
import { imageAt, type Journal, type Operation, readImage, readJournal, sameText } from "./journal.ts";
import { undoDir } from "./paths.ts";
import type { Change } from "./transaction.ts";
import type { FileReport } from "./types.ts";

/** What taking the last run back comes to. */
export interface Undoing {
  journal: Journal;
  changes: Change[];
  reports: FileReport[];
}

/**
 * Decides what `undo` does, file by file.
 *
 * @param keepEdited whether files that were edited since stay as they are
 * @throws Failure `nothing-to-undo`, `edited-since` unless told to keep those, `journal-damaged`
 */
export async function planUndoing(root: string, keepEdited: boolean): Promise<Undoing> {
  const journal = await readJournal(path.join(root, undoDir));
  if (journal === undefined || journal.verb === "undo") throw new Failure("nothing-to-undo", { path: undoDir });
  const found = await Promise.all(journal.ops.map((op, index) => stepOf(root, op, index)));
  const steps = keepOnlyCopies(journal.ops, found);
  const edited = steps.filter(({ report }) => report.action === "kept").map(({ report }) => report.path);
  if (edited.length > 0 && !keepEdited) throw new Failure("edited-since", { paths: edited });
  return {
    journal,
    changes: steps.flatMap(({ change }) => change ?? []),
    reports: byFolder(steps.map(({ report }) => report)),
  };
}

/** Where a file had been moved from stands something else now, what was moved stays where it is. */
function keepOnlyCopies(ops: readonly Operation[], steps: readonly Step[]): Step[] {
  const homeless = new Map(
    ops.flatMap(({ path: file, before }, at) =>
      before !== null && steps[at]?.report.action === "kept" ? [[before.hash, file]] : [],
    ),
  );
  return steps.map((step, at) => {
    const { path: file, before, after } = ops[at] ?? {};
    const from = before === null && step.change !== undefined ? homeless.get(after?.hash ?? "") : undefined;
    if (file === undefined || from === undefined) return step;
    return {
      report: { path: file, action: "unchanged", reason: `it was \`${from}\`, which you edited since` },
      change: undefined,
    };
  });
}

interface Step {
  report: FileReport;
  change: Change | undefined;
}

async function stepOf(root: string, op: Operation, index: number): Promise<Step> {
  const { path: file, before, after } = op;
  const now = await imageAt(path.join(root, file));
  if (!sameText(now, after)) return { report: leftAlone(op, sameText(now, before)), change: undefined };
  const seen = now?.hash ?? null;
  if (before === null) {
    const report: FileReport = { path: file, action: "deleted", reason: "it was not there before" };
    return { report, change: { path: file, content: null, seen } };
  }
  const content = await readImage(path.join(root, undoDir), index, before.hash);
  // Bits that somebody has set since are theirs.
  const mode = now === null || now.mode === after?.mode ? before.mode : now.mode;
  const report: FileReport = { path: file, action: "restored", reason: "as it was before" };
  return { report, change: { path: file, content, mode, seen } };
}

function leftAlone({ path: file }: Operation, isAsBefore: boolean): FileReport {
  return isAsBefore
    ? { path: file, action: "unchanged", reason: "it is as it was before already" }
    : { path: file, action: "kept", reason: "you edited it since" };
}
