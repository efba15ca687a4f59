import path from "node:path";
import fs from "fs-extra";
import { guarded } from "../../pack/guard.ts";
import { takeLock } from "../../pack/lock.ts";
import { localDir } from "../../pack/paths.ts";
import { exclusively } from "../../pack/transaction.ts";
import { Failure } from "../../ui/failure.ts";

const dir = `${localDir}/loop`;

/**
 * Runs `body` as the one loop of the repository. Other commands go on meanwhile: each turn is written down under the lock
 * that they take, too.
 *
 * @throws Failure `loop-running`
 */
export async function holdLoop<T>(root: string, body: () => Promise<T>): Promise<T> {
  // Sees to it that the folder is there, and that git ignores it.
  const unlock = await exclusively(root, async () => {
    await guarded(dir, () => fs.ensureDir(path.join(root, dir)));
    return takeLock(path.join(root, dir)).catch((error: unknown) => {
      throw running(error) ?? error;
    });
  });
  try {
    return await body();
  } finally {
    await unlock();
  }
}

/** The lock's own words tell of a command that is about to end; a loop takes its time. */
function running(error: unknown): Failure | undefined {
  if (!(error instanceof Failure) || error.code !== "locked") return undefined;
  const { pid, host } = error.args as Failure<"locked">["args"];
  return new Failure("loop-running", { pid, host });
}
