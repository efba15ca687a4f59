import path from "node:path";
import fs from "fs-extra";
import { Failure } from "../ui/failure.ts";
import { observe } from "./disk.ts";
import { errnoOf, unlessMissing } from "./errno.ts";
import { pruneFolders, removeFile } from "./folders.ts";
import { joinToLast } from "./join.ts";
import {
  imageAt,
  imageOf,
  type Journal,
  type Operation,
  readJournal,
  sameImage,
  sameText,
  temporaryOf,
} from "./journal.ts";
import { journalDir, localDir, undoDir } from "./paths.ts";

/** What became of an interrupted run; `undefined` when there was none. */
export type Recovered = "rolled back" | "completed" | undefined;

/**
 * Settles what an interrupted run left: rolls it back, or, when its last change had been written, completes it.
 *
 * @throws Failure `journal-damaged`
 */
export async function recover(root: string): Promise<Recovered> {
  const dir = path.join(root, journalDir);
  const journal = await readJournal(dir);
  if (journal === undefined) {
    await fs.remove(dir);
    await tidyFormer(root);
    return undefined;
  }
  if (await isCommitted(root, journal)) {
    await keepForUndo(root, journal);
    return "completed";
  }
  await rollBack(root, journal);
  return "rolled back";
}

async function isCommitted(root: string, journal: Journal): Promise<boolean> {
  const last = journal.ops.at(-1);
  if (last === undefined) return true;
  const now = await imageAt(path.join(root, last.path));
  // Not every file system keeps the bits it is told, so they count only where nothing else tells the two apart.
  return sameText(last.before, last.after) ? sameImage(now, last.after) : sameText(now, last.after);
}

const formerUndoDir = `${localDir}/former`;

/** Makes the finished journal the one that `undo` takes back; after an undo there is nothing to take back any more. */
export async function keepForUndo(root: string, journal: Journal): Promise<void> {
  if (await joinToLast(root, journal)) return;
  const undo = path.join(root, undoDir);
  const former = path.join(root, formerUndoDir);
  await fs.remove(former);
  await unlessMissing(fs.rename(undo, former));
  try {
    await fs.rename(path.join(root, journalDir), undo);
  } catch (error) {
    await unlessMissing(fs.rename(former, undo)).catch(() => undefined);
    throw error;
  }
  // Everything is done; what cannot be tidied now is tidied by the next run.
  await fs.remove(former).catch(() => undefined);
  if (journal.verb === "undo") await fs.remove(undo).catch(() => undefined);
}

/** What a run left that ended between the renames of `keepForUndo`. */
async function tidyFormer(root: string): Promise<void> {
  const former = path.join(root, formerUndoDir);
  if (!(await fs.pathExists(former))) return;
  if (await fs.pathExists(path.join(root, undoDir))) await fs.remove(former);
  else await fs.rename(former, path.join(root, undoDir));
}

/**
 * Puts every path of an unfinished transaction back to what it held before. Safe to repeat after a crash of its own, and a
 * path that holds neither its before nor its after (somebody edited it since), or that a symbolic link leads away from by now, is
 * left alone.
 */
export async function rollBack(root: string, journal: Journal): Promise<void> {
  for (const [index, op] of [...journal.ops.entries()].reverse()) await takeBack(root, op, index);
  for (const folder of [...journal.folders].reverse()) {
    if ((await observe(root, folder)).kind === "directory") await pruneFolders(root, [folder]);
  }
  await fs.remove(path.join(root, journalDir));
}

async function takeBack(root: string, op: Operation, index: number): Promise<void> {
  const { kind } = await observe(root, op.path);
  if (kind === "symlink" || kind === "blocked") return;
  const full = path.join(root, op.path);
  await unlessMissing(fs.unlink(temporaryOf(full)));
  const now = await imageAt(full);
  if (sameImage(now, op.before) || !(sameText(now, op.after) || sameText(now, op.before))) return;
  if (op.before === null) await removeFile(root, op.path, []);
  else await restore(path.join(root, journalDir), index, op.before.mode, full);
}

/** Moves a before-image back: a rename needs no space, so that a full disk can be rolled back. */
async function restore(dir: string, index: number, mode: number, full: string): Promise<void> {
  const image = imageOf(dir, index);
  await fs.ensureDir(path.dirname(full));
  try {
    await fs.rename(image, full);
  } catch (error) {
    if (errnoOf(error) === "ENOENT") throw new Failure("journal-damaged", { path: dir });
    if (errnoOf(error) !== "EXDEV") throw error;
    // Another file system is mounted there.
    await fs.copyFile(image, temporaryOf(full));
    await fs.chmod(temporaryOf(full), mode);
    await fs.rename(temporaryOf(full), full);
  }
}
