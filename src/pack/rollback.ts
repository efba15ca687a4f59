import path from "node:path";
import fs from "fs-extra";
import { pruneFolders, removeFile } from "./folders.ts";
import { imageAt, imageOf, type Journal, journalDir, readJournal, sameText, temporaryOf, undoDir } from "./journal.ts";

/** What became of an interrupted run; `undefined` when there was none. */
export type Recovered = "rolled back" | "completed" | undefined;

/**
 * Settles what an interrupted run left: rolls it back, or, when its last change had been written, completes it.
 */
export async function recover(root: string): Promise<Recovered> {
  const dir = path.join(root, journalDir);
  const journal = await readJournal(dir);
  if (journal === undefined) {
    await fs.remove(dir);
    return undefined;
  }
  if (await isCommitted(root, journal)) {
    await keepForUndo(root);
    return "completed";
  }
  await rollBack(root, journal);
  return "rolled back";
}

async function isCommitted(root: string, journal: Journal): Promise<boolean> {
  const last = journal.ops.at(-1);
  return last === undefined || sameText(await imageAt(path.join(root, last.path)), last.after);
}

/** Makes the finished journal the one that `undo` takes back. */
export async function keepForUndo(root: string): Promise<void> {
  await fs.remove(path.join(root, undoDir));
  await fs.rename(path.join(root, journalDir), path.join(root, undoDir));
}

/**
 * Puts every path of an unfinished transaction back to what it held before. Safe to repeat after a crash of its own, and a
 * path that holds neither its before nor its after (somebody edited it since) is left alone.
 */
export async function rollBack(root: string, journal: Journal): Promise<void> {
  const dir = path.join(root, journalDir);
  for (const [index, op] of [...journal.ops.entries()].reverse()) {
    const full = path.join(root, op.path);
    await fs.remove(temporaryOf(full));
    const now = await imageAt(full);
    if (sameText(now, op.before) || !sameText(now, op.after)) continue;
    if (op.before === null) await removeFile(root, op.path, []);
    // A rename needs no space, so that a full disk can be rolled back.
    else await restore(imageOf(dir, index), full);
  }
  await pruneFolders(root, journal.folders);
  await fs.remove(dir);
}

async function restore(image: string, full: string): Promise<void> {
  await fs.ensureDir(path.dirname(full));
  await fs.rename(image, full);
}
