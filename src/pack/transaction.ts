import path from "node:path";
import fs from "fs-extra";
import { Failure } from "../ui/failure.ts";
import { isMissing } from "./errno.ts";
import { foldersAbove, missingAbove, pruneFolders, removeFile } from "./folders.ts";
import { guarded, refuseOddPlace } from "./guard.ts";
import { hashOf } from "./hash.ts";
import {
  imageAt,
  type Journal,
  type Operation,
  readJournal,
  sameImage,
  temporaryOf,
  writeFlushed,
  writeJournal,
} from "./journal.ts";
import { isLock, takeLock } from "./lock.ts";
import { collisionKey, journalDir, localDir, sealPath } from "./paths.ts";
import { keepForUndo, type Recovered, recover, rollBack } from "./rollback.ts";
import type { FileChange } from "./types.ts";

const ignorePath = `${localDir}/.gitignore`;

/** One change of a transaction; bytes where it is not a text of ours. */
export type Change = Omit<FileChange, "content"> & { content: string | Uint8Array | null };

/**
 * Settles what an interrupted run left, before anything is read.
 *
 * @param looksOnly whether this run must not write
 * @throws Failure `interrupted-earlier` when there is something to settle and this run must not
 */
export async function settle(root: string, looksOnly: boolean): Promise<Recovered> {
  if (!(await fs.pathExists(path.join(root, journalDir)))) return undefined;
  if (!looksOnly) return exclusively(root, async (recovered) => recovered);
  // Without its index a journal says that nothing had been written yet.
  if ((await readJournal(path.join(root, journalDir))) !== undefined) throw new Failure("interrupted-earlier", {});
  return undefined;
}

/**
 * Runs `body` under the lock, after settling whatever an earlier run left unfinished.
 *
 * @param root absolute, real path of the repository
 * @param body is told what was settled
 * @throws Failure `locked` when another run is at work, `cannot-write` when the disk refuses
 */
export async function exclusively<T>(root: string, body: (recovered: Recovered) => Promise<T>): Promise<T> {
  await refuseOddPlace(root, ignorePath);
  const unlock = await guarded(localDir, () => enter(root));
  try {
    await guarded(localDir, () => ignoreByGit(root));
    return await body(await guarded(localDir, () => recover(root)));
  } finally {
    await leave(root, unlock);
  }
}

async function enter(root: string, attempts = 10): Promise<() => Promise<void>> {
  const created = await missingAbove(root, ignorePath);
  try {
    await fs.ensureDir(path.join(root, localDir));
    return await takeLock(path.join(root, localDir));
  } catch (error) {
    // The run that was here before us may just be taking its folder away.
    if (isMissing(error) && attempts > 0) return enter(root, attempts - 1);
    await pruneFolders(root, created).catch(() => undefined);
    throw error;
  }
}

async function ignoreByGit(root: string): Promise<void> {
  if (!(await fs.pathExists(path.join(root, ignorePath)))) await fs.writeFile(path.join(root, ignorePath), "*\n");
}

/** Takes the machine's own folder away again when nothing is kept in it. What fails here the next run makes good. */
async function leave(root: string, unlock: () => Promise<void>): Promise<void> {
  try {
    const left = await fs.readdir(path.join(root, localDir));
    const empty = left.every((name) => name === ".gitignore" || isLock(name));
    if (empty) await removeFile(root, ignorePath, []);
    await unlock();
    if (empty) await pruneFolders(root, foldersAbove(ignorePath));
  } catch {
    await unlock().catch(() => undefined);
  }
}

export interface TransactionOptions {
  /** What `undo` will say it takes back. */
  verb: Journal["verb"];
  /** Whether it only keeps the tool's own notes up: `undo` then takes it back together with the run before it. */
  joins?: boolean;
  /** Called when everything stands in its place, before the journal is put away; what it throws rolls everything back. */
  standing?: () => void;
  /** Aborting it rolls everything back. */
  signal: AbortSignal;
  /** Folders that may be removed when a deletion empties them; any folder by default. */
  prune?: readonly string[];
}

/**
 * Applies changes as one transaction: all of them or, after a failure, a signal or a crash, none of them.
 * The last change is the commit point. Call it under `exclusively`.
 *
 * @throws Failure `cannot-write` when the disk refuses, `edited-meanwhile` when somebody else wrote, `interrupted` after a
 *   signal; the repository is as it was. `half-written` when it could not be put back; the next run does.
 */
export async function transact(root: string, changes: readonly Change[], options: TransactionOptions): Promise<void> {
  const journal = await plan(root, changes, options);
  try {
    await guarded(localDir, () => fs.remove(path.join(root, sealPath)));
    await guarded(localDir, () => writeJournal(root, journal));
    await createFolders(root, journal.folders);
    await writeTemporaries(root, changes, journal.ops);
    await putInPlace(root, changes, journal.ops, options);
    options.standing?.();
    await guarded(localDir, () => keepForUndo(root, journal));
  } catch (error) {
    await takeAllBack(root, journal, error);
    throw error instanceof Failure && error.code === "cannot-write" ? takenBack(error) : error;
  }
}

const takenBack = ({ args, cause }: Failure): Failure =>
  new Failure("cannot-write", { ...(args as { path: string; why: string }), takenBack: true }, { cause });

async function takeAllBack(root: string, journal: Journal, reason: unknown): Promise<void> {
  try {
    await rollBack(root, journal);
  } catch (error) {
    const why = reason instanceof Error ? reason.message : String(reason);
    throw new Failure("half-written", { why }, { cause: error });
  }
}

async function plan(root: string, changes: readonly Change[], options: TransactionOptions): Promise<Journal> {
  const ops: Operation[] = [];
  const folders = new Set<string>();
  for (const change of changes) {
    await refuseOddPlace(root, change.path);
    const before = await guarded(change.path, () => imageAt(path.join(root, change.path)));
    if (change.seen !== undefined && change.seen !== (before?.hash ?? null)) {
      throw new Failure("edited-meanwhile", { path: change.path });
    }
    const after = change.content === null ? null : { hash: hashOf(change.content), mode: modeAfter(change, before) };
    ops.push({ path: change.path, before, after });
    if (after !== null) for (const folder of await missingAbove(root, change.path)) folders.add(folder);
  }
  return { schema: 1, verb: options.verb, ops, folders: [...folders], ...(options.joins && { joins: true }) };
}

function modeAfter(change: Change, before: Operation["before"]): number {
  const mode = change.mode ?? before?.mode ?? 0o666 & ~process.umask();
  if (change.executable === undefined) return mode;
  return change.executable ? mode | ((mode & 0o444) >> 2) : mode & ~0o111;
}

async function createFolders(root: string, folders: readonly string[]): Promise<void> {
  for (const folder of folders) await guarded(folder, () => fs.ensureDir(path.join(root, folder)));
}

/** Lays all new contents beside their places, flushed, so that what is left to do are renames. */
async function writeTemporaries(root: string, changes: readonly Change[], ops: Operation[]): Promise<void> {
  const writes = changes.map(({ path: file, content }, index) =>
    guarded(file, async () => {
      if (content === null) return;
      await writeFlushed(temporaryOf(path.join(root, file)), content, ops[index]?.after?.mode);
    }),
  );
  // All must have ended before a failure is rolled back.
  const failed = (await Promise.allSettled(writes)).find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
}

async function putInPlace(
  root: string,
  changes: readonly Change[],
  ops: readonly Operation[],
  { signal, prune }: TransactionOptions,
): Promise<void> {
  const touched = new Set<string>();
  for (const [index, { path: file, content }] of changes.entries()) {
    if (signal.aborted) throw new Failure("interrupted", {});
    const full = path.join(root, file);
    await guarded(file, async () => {
      // Editors and agents work on while we do: what they have just saved is not ours to replace. In a rename by case, where
      // case does not count, the file is gone already.
      const untouched = touched.has(collisionKey(file)) || sameImage(await imageAt(full), ops[index]?.before ?? null);
      if (!untouched) throw new Failure("edited-meanwhile", { path: file });
      touched.add(collisionKey(file));
      if (content === null) await removeFile(root, file, foldersAbove(file).filter(mayGo));
      else await fs.rename(temporaryOf(full), full);
    });
  }

  function mayGo(folder: string): boolean {
    return prune === undefined || prune.includes(folder);
  }
}
