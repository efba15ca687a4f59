import { type GitOptions, openGit } from "./git.ts";
import { pathspec, usable } from "./pathspec.ts";
import { locate } from "./root.ts";

/** Each commit costs a process. */
const mostCommits = 8;

/**
 * Asks git which of some paths differ between a commit and HEAD, for a few commits side by side.
 *
 * @param root the repository's top folder, or a folder in it; paths are relative to it
 * @param commits full hashes; what comes after the eighth is not asked about
 * @param paths as for `readHistory`
 * @returns names of files by commit; without a commit that git does not have
 * @throws the signal's reason when it is aborted
 */
export async function readChanged(
  root: string,
  commits: readonly string[],
  paths: readonly string[],
  options: GitOptions = {},
): Promise<Map<string, ReadonlySet<string>>> {
  const place = locate(root, options.env ?? process.env);
  const specs = usable(paths).map(pathspec);
  const asked = commits.filter((commit) => /^[0-9a-f]{40,64}$/.test(commit)).slice(0, mostCommits);
  if (place.git !== "repository" || specs.length === 0) return new Map();
  const git = openGit(root, place, options);
  const answers = asked.map(async (commit) => {
    const names = await git
      .raw(["diff-tree", "-r", "-z", "--name-only", "--relative", "--no-renames", commit, "HEAD", "--", ...specs])
      .catch(() => undefined);
    options.signal?.throwIfAborted();
    return names === undefined ? [] : ([[commit, new Set(names.split("\0").filter(Boolean))]] as const);
  });
  return new Map((await Promise.all(answers)).flat());
}
