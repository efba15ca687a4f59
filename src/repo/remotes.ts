import { type GitOptions, openGit } from "./git.ts";
import { locate } from "./root.ts";

/** A remote, as the repository's configuration has it. */
export interface Remote {
  name: string;
  url: string;
}

/** The remotes of a repository, in the order of its configuration; none where git cannot tell. */
export async function readRemotes(root: string, options: GitOptions): Promise<Remote[]> {
  try {
    const git = openGit(root, locate(root, options.env ?? process.env), options);
    // `insteadOf` may lead to a mirror; what was written down says where the project is. The second is always there, and so there is
    // something to say: simple-git waits 50 ms for output that never comes.
    const told = await git.raw(["config", "--null", "--get-regexp", "^(remote\\..*\\.url|core\\.quotepath)$"]);
    return parseRemotes(told);
  } catch {
    options.signal?.throwIfAborted();
    return [];
  }
}

/** Records of `key\nvalue\0`; of several addresses of one remote, git fetches from the first. */
export function parseRemotes(told: string): Remote[] {
  const found = new Map<string, string>();
  for (const record of told.split("\0")) {
    const [, name, url] = /^remote\.(.+)\.url\n(.+)$/s.exec(record) ?? [];
    if (name !== undefined && url !== undefined && !found.has(name)) found.set(name, url);
  }
  return [...found].map(([name, url]) => ({ name, url }));
}
