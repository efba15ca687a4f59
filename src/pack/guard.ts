import { Failure } from "../ui/failure.ts";
import { observe, oddPlace } from "./disk.ts";
import { errnoOf } from "./errno.ts";

/** The last look before writing: nothing is ever written through a link or over a folder. */
export async function refuseOddPlace(root: string, file: string): Promise<void> {
  const now = await observe(root, file);
  // Bytes that are not text may be deleted with the user's other state, and come back.
  if (now.kind !== "absent" && now.kind !== "text" && now.kind !== "binary") throw oddPlace(file, now);
}

const words: Record<string, string> = {
  EACCES: "permission denied",
  EPERM: "not permitted",
  EROFS: "the file system is read-only",
  ENOSPC: "no space left on the disk",
  EDQUOT: "the disk quota is used up",
  EIO: "the disk reports an error",
  ENOTDIR: "a file stands where a folder should be",
  EEXIST: "something stands there already",
  EMFILE: "too many open files",
};

/** Turns the disk's refusals into failures that a person can act on. */
export async function guarded<T>(file: string, body: () => Promise<T>): Promise<T> {
  try {
    return await body();
  } catch (error) {
    const code = errnoOf(error);
    if (code === undefined || error instanceof Failure) throw error;
    throw new Failure("cannot-write", { path: file, why: words[code] ?? code }, { cause: error });
  }
}
