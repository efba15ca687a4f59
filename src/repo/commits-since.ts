import { type GitOptions, openGit } from "./git.ts";
import { explainTrouble, noWorkTree } from "./git-trouble.ts";
import { locate } from "./root.ts";

/** A commit and what it says. */
export interface CommitNote {
  /** Full hash. */
  commit: string;
  /** The whole message. */
  message: string;
}

/** Some commits since a plan's baseline, or why git cannot tell them, as one clause. */
export type OwnCommits =
  | { kind: "unavailable"; why: string }
  /** Newest first; `isCut` when there are more than were looked at. */
  | { kind: "known"; commits: CommitNote[]; isCut: boolean };

/** A plan that took more commits than this has its story elsewhere. */
const window = 2000;

/**
 * The commits of HEAD since another one, merges included: one process of git.
 *
 * @param since 7 to 64 hex digits; `undefined` for all of them
 * @throws the signal's reason when it is aborted
 */
export async function commitsSince(
  root: string,
  since: string | undefined,
  options: GitOptions = {},
): Promise<OwnCommits> {
  const place = locate(root, options.env ?? process.env);
  if (place.git === "none") return { kind: "unavailable", why: "not a git repository" };
  if (place.git === "bare") return { kind: "unavailable", why: noWorkTree };
  try {
    const output = await openGit(root, place, options).raw([
      // Settings of the user's that would change the output, or start a program.
      ...["log", "-z", "--format=%H%n%B", "--no-color", "--no-show-signature", "--encoding=UTF-8"],
      ...[`--max-count=${window + 1}`, "HEAD", ...(since === undefined ? [] : [`^${since}`]), "--"],
    ]);
    const commits = output.split("\0").flatMap(noteOf);
    return { kind: "known", commits: commits.slice(0, window), isCut: commits.length > window };
  } catch (error) {
    options.signal?.throwIfAborted();
    return { kind: "unavailable", why: whyNot(error, place.root) };
  }
}

function noteOf(record: string): CommitNote[] {
  const [, commit, message = ""] = /^\s*([0-9a-f]{40,64})\n([\s\S]*)$/.exec(record) ?? [];
  return commit === undefined ? [] : [{ commit, message: message.trim() }];
}

function whyNot(error: unknown, top: string): string {
  const words = error instanceof Error ? error.message : String(error);
  if (/bad (?:revision|object) '?HEAD|unknown revision.*HEAD|'HEAD'/.test(words)) return "there are no commits yet";
  if (/bad (?:revision|object)|unknown revision|ambiguous argument/.test(words))
    return "the baseline is not in this repository";
  return explainTrouble(words, top);
}
