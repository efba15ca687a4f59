import path from "node:path";
import fs from "fs-extra";
import { imageOf, type Journal, readJournal, sameText, writeIndex } from "./journal.ts";
import { journalDir, undoDir } from "./paths.ts";

/**
 * Adds a finished transaction that only kept the tool's own notes up (a conflict was resolved, a base brought back) to the
 * one before it, so that `undo` still takes back the last thing that a person would call a run.
 *
 * @returns whether there was anything to add it to; safe to repeat after a crash
 */
export async function joinToLast(root: string, journal: Journal): Promise<boolean> {
  const undo = path.join(root, undoDir);
  const last = journal.joins ? await readJournal(undo) : undefined;
  if (last === undefined || last.verb === "undo" || !follows(journal, last)) return false;
  const ops = [...last.ops];
  for (const [index, op] of journal.ops.entries()) {
    const at = ops.findIndex(({ path: file }) => file === op.path);
    const earlier = ops[at];
    if (earlier !== undefined) ops[at] = { ...earlier, after: op.after };
    else {
      if (op.before !== null) await fs.copyFile(imageOf(path.join(root, journalDir), index), imageOf(undo, ops.length));
      ops.push(op);
    }
  }
  await writeIndex(undo, { ...last, ops });
  // Everything is done; what cannot be tidied now is joined once more by the next run, to the same effect.
  await fs.remove(path.join(root, journalDir)).catch(() => undefined);
  return true;
}

/** Whether one transaction found what the other had left: somebody's change in between would be lost by taking back both at once. */
function follows(journal: Journal, last: Journal): boolean {
  const left = new Map(last.ops.map((op) => [op.path, op.after]));
  return journal.ops.every((op) => {
    const after = left.get(op.path);
    return after === undefined || sameText(after, op.before) || sameText(after, op.after);
  });
}
