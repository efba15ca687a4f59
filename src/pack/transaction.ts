import path from "node:path";
import fs from "fs-extra";
import { Failure } from "../ui/failure.ts";
import { observe } from "./disk.ts";
import { describe } from "./disk-words.ts";
import { errnoOf, isMissing } from "./errno.ts";
import { missingAbove, removeFile } from "./folders.ts";
import { hashOf } from "./hash.ts";
import { imageAt, type Journal, type Operation, temporaryOf, writeFlushed, writeJournal } from "./journal.ts";
import { takeLock } from "./lock.ts";
import { localDir } from "./paths.ts";
import { keepForUndo, type Recovered, recover, rollBack } from "./rollback.ts";
import type { FileChange } from "./types.ts";

const lockPath = `${localDir}/lock`;
const ignorePath = `${localDir}/.gitignore`;

/**
 * Runs `body` under the lock, after settling whatever an earlier run left unfinished.
 *
 * @param root absolute, real path of the repository
 * @param body is told what was settled
 * @throws Failure `locked` when another run is at work
 */
export async function exclusively<T>(root: string, body: (recovered: Recovered) => Promise<T>): Promise<T> {
  await refuseOddPlace(root, lockPath);
  const unlock = await guarded(localDir, () => enter(root));
  try {
    return await body(await guarded(localDir, () => recover(root)));
  } finally {
    await unlock();
    await tidy(root);
  }
}

async function enter(root: string, attempts = 3): Promise<() => Promise<void>> {
  try {
    await fs.outputFile(path.join(root, ignorePath), "*\n");
    return await takeLock(path.join(root, lockPath));
  } catch (error) {
    // The run that was here before us may just be taking its folder away.
    if (!isMissing(error) || attempts === 0) throw error;
    return enter(root, attempts - 1);
  }
}

/** Takes the machine's own folder away again when nothing is kept in it. */
async function tidy(root: string): Promise<void> {
  const left = await fs.readdir(path.join(root, localDir));
  if (left.some((name) => name !== ".gitignore")) return;
  await removeFile(root, ignorePath);
}

/**
 * Applies changes as one transaction: all of them or, after a failure, a signal or a crash, none of them.
 * The last change is the commit point. Call it under `exclusively`.
 *
 * @param verb what `undo` will say it takes back
 * @param signal aborting it rolls everything back
 * @throws Failure `cannot-write` when the disk refuses, `interrupted` after a signal; the repository is as it was
 */
export async function transact(
  root: string,
  changes: readonly FileChange[],
  verb: Journal["verb"],
  signal: AbortSignal,
): Promise<void> {
  const journal = await plan(root, changes, verb);
  await guarded(localDir, () => writeJournal(root, journal));
  try {
    await writeTemporaries(root, changes, journal.ops);
    await putInPlace(root, changes, signal);
  } catch (error) {
    await guarded(localDir, () => rollBack(root, journal));
    throw error;
  }
  await guarded(localDir, () => keepForUndo(root));
}

async function plan(root: string, changes: readonly FileChange[], verb: string): Promise<Journal> {
  const ops: Operation[] = [];
  const folders = new Set<string>();
  for (const change of changes) {
    await refuseOddPlace(root, change.path);
    const before = await imageAt(path.join(root, change.path));
    const after = change.content === null ? null : { hash: hashOf(change.content), mode: modeAfter(change, before) };
    ops.push({ path: change.path, before, after });
    if (after !== null) for (const folder of await missingAbove(root, change.path)) folders.add(folder);
  }
  return { schema: 1, verb, ops, folders: [...folders] };
}

/** The last look before writing: nothing is ever written through a link or over a folder. */
async function refuseOddPlace(root: string, file: string): Promise<void> {
  const now = await observe(root, file);
  if (now.kind === "symlink" || now.kind === "directory") {
    throw new Failure("not-a-text-file", { path: file, found: describe(now) });
  }
}

function modeAfter(change: FileChange, before: Operation["before"]): number {
  const mode = before?.mode ?? 0o666 & ~process.umask();
  if (change.executable === undefined) return mode;
  return change.executable ? mode | ((mode & 0o444) >> 2) : mode & ~0o111;
}

/** Lays all new contents beside their places, flushed, so that what is left to do are renames. */
async function writeTemporaries(root: string, changes: readonly FileChange[], ops: Operation[]): Promise<void> {
  const writes = changes.map(({ path: file, content }, index) =>
    guarded(file, async () => {
      if (content === null) return;
      const full = path.join(root, file);
      await fs.ensureDir(path.dirname(full));
      await writeFlushed(temporaryOf(full), content, ops[index]?.after?.mode);
    }),
  );
  // All must have ended before a failure is rolled back.
  const failed = (await Promise.allSettled(writes)).find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
}

async function putInPlace(root: string, changes: readonly FileChange[], signal: AbortSignal): Promise<void> {
  for (const { path: file, content } of changes) {
    if (signal.aborted) throw new Failure("interrupted", {});
    const full = path.join(root, file);
    await guarded(file, () => (content === null ? removeFile(root, file) : fs.rename(temporaryOf(full), full)));
  }
}

const words: Record<string, string> = {
  EACCES: "permission denied",
  EPERM: "not permitted",
  EROFS: "the file system is read-only",
  ENOSPC: "no space left on the disk",
  EDQUOT: "the disk quota is used up",
  ENOTDIR: "a file stands where a folder should be",
  EEXIST: "something stands there already",
  EMFILE: "too many open files",
};

/** Turns the disk's refusals into failures that a person can act on. */
async function guarded<T>(file: string, body: () => Promise<T>): Promise<T> {
  try {
    return await body();
  } catch (error) {
    const code = errnoOf(error);
    if (code === undefined || error instanceof Failure) throw error;
    throw new Failure("cannot-write", { path: file, why: words[code] ?? code }, { cause: error });
  }
}
