import { type GitOptions, openGit } from "./git.ts";
import { locate } from "./root.ts";

/**
 * When each line of a file was committed last; lines that are not committed are left out. One process.
 *
 * @param root the repository's top folder, or a folder in it
 * @param file `/`-separated path relative to it
 * @returns by line number, from 1; empty where git cannot tell
 * @throws the signal's reason when it is aborted
 */
export async function readLineTimes(root: string, file: string, options: GitOptions): Promise<Map<number, Date>> {
  const place = locate(root, options.env ?? process.env);
  if (place.git !== "repository") return new Map();
  try {
    return parseBlame(await openGit(root, place, options).raw(["blame", "--porcelain", "--", file]));
  } catch {
    options.signal?.throwIfAborted();
    return new Map();
  }
}

/** @see https://git-scm.com/docs/git-blame#_the_porcelain_format: a commit's time is told with its first line alone */
export function parseBlame(text: string): Map<number, Date> {
  const times = new Map<string, Date>();
  const lines = new Map<number, Date>();
  let [commit, line] = ["", 0];
  for (const row of text.split("\n")) {
    const head = /^([0-9a-f]{40,64}) \d+ (\d+)/.exec(row);
    if (head !== null) [commit, line] = [head[1] ?? "", Number(head[2])];
    else if (row.startsWith("committer-time ")) times.set(commit, new Date(Number(row.slice(15)) * 1000));
    else if (row.startsWith("\t")) {
      const time = times.get(commit);
      if (time !== undefined && !/^0+$/.test(commit)) lines.set(line, time);
    }
  }
  return lines;
}
