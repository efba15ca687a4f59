import { lstat } from "node:fs/promises";
import path from "node:path";
import { type GitOptions, openGit } from "./git.ts";
import { locate } from "./root.ts";

/** What a work tree looks like at a moment, as far as it differs from its commit. Files that git ignores are not looked at. */
export interface TreeLook {
  /** Full hash, or the words of git where there is none. */
  head: string;
  /** What each changed or untracked file is, by path from the root that was asked about. */
  files: ReadonlyMap<string, string>;
}

/**
 * Looks at a work tree, cheaply: names by git, contents by size and time.
 *
 * @param root the repository's top folder, or a folder in it
 * @returns `undefined` where git is not in use, or cannot say
 * @throws the signal's reason when it is aborted
 */
export async function lookAtTree(root: string, options: GitOptions = {}): Promise<TreeLook | undefined> {
  const place = locate(root, options.env ?? process.env);
  if (place.git !== "repository") return undefined;
  const git = openGit(root, place, options);
  try {
    const said = await git.raw(["status", "--porcelain=v2", "--branch", "-z", "--no-renames", "--untracked-files=all"]);
    const records = said.split("\0").filter(Boolean);
    const head = records.find((record) => record.startsWith("# branch.oid "))?.slice(13) ?? "";
    const named = records.flatMap((record): [string, string][] => {
      const file = /^(?:[12] (?:\S+ ){7}|u (?:\S+ ){9}|\? )(.+)$/s.exec(record)?.[1];
      return file === undefined ? [] : [[file, record.slice(0, 4)]];
    });
    const files = await Promise.all(
      named.map(async ([file, state]): Promise<[string, string]> => {
        const full = path.join(place.root, file);
        return [path.relative(root, full).split(path.sep).join("/"), `${state} ${await signature(full)}`];
      }),
    );
    return { head, files: new Map(files) };
  } catch {
    options.signal?.throwIfAborted();
    return undefined;
  }
}

async function signature(file: string): Promise<string> {
  const stat = await lstat(file, { bigint: true }).catch(() => undefined);
  return stat === undefined ? "gone" : `${stat.mode} ${stat.size} ${stat.mtimeNs}`;
}

/** Paths that are not what they were, sorted; a new commit counts as the path `HEAD`. */
export function changedBetween(before: TreeLook, after: TreeLook): string[] {
  const paths = new Set([...before.files.keys(), ...after.files.keys()]);
  const changed = [...paths].filter((file) => before.files.get(file) !== after.files.get(file)).sort();
  return before.head === after.head ? changed : ["HEAD", ...changed];
}
