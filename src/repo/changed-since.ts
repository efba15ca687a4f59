import type { GitOptions } from "./git.ts";
import { openGit } from "./git.ts";
import { locate } from "./root.ts";

/** What has become of a repository outside `planning/` since a commit. */
export type CodeNews = { kind: "same" } | { kind: "changed"; words: string };

/**
 * Compares HEAD with a commit, `planning/` left out: at most one process.
 *
 * @param root folder that has `planning/` in it
 * @param since full hash, or `null` when there was no commit then
 * @param head HEAD now, likewise
 * @throws the signal's reason when it is aborted
 */
export async function changedSince(
  root: string,
  since: string | null,
  head: string | null,
  options: GitOptions,
): Promise<CodeNews> {
  if (since === head) return { kind: "same" };
  if (since === null) return { kind: "changed", words: "there are commits now" };
  if (head === null) return { kind: "changed", words: "there is no commit any more" };
  const place = locate(root, options.env ?? process.env);
  try {
    const names = await openGit(root, place, options).raw([
      ...["diff-tree", "-r", "-z", "--name-only", "--no-renames", since, head],
      ...["--", ":/", ":(exclude)planning"],
    ]);
    const count = names.split("\0").length - 1;
    if (count === 0) return { kind: "same" };
    return {
      kind: "changed",
      words: `${count === 1 ? "1 file" : `${count} files`} changed since ${since.slice(0, 7)}`,
    };
  } catch {
    options.signal?.throwIfAborted();
    return { kind: "changed", words: `${since.slice(0, 7)} is not in this repository` };
  }
}
