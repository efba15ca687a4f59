import { visible } from "../config/words.ts";
import { Failure } from "../ui/failure.ts";
import { type GitOptions, openGit, openSyncingGit } from "./git.ts";
import { explainTrouble } from "./git-trouble.ts";
import { locate } from "./root.ts";

/** A branch that is to go to a remote. */
export interface Push {
  remote: string;
  branch: string;
  /** Trailer that our commits have: no others are to go along. */
  trailer: string;
}

/** What git is told to push: this branch and nothing that configuration would add; hooks are about what is checked out. */
export const pushArguments = ({ remote, branch }: Pick<Push, "remote" | "branch">): string[] => [
  "push",
  "--no-verify",
  "--no-follow-tags",
  "--recurse-submodules=no",
  "--",
  remote,
  `refs/heads/${branch}:refs/heads/${branch}`,
];

/**
 * Pushes a branch that has nothing on it but what the remote has, and our own commits. Never forces.
 *
 * @throws Failure `push-refused`; the signal's reason when it is aborted
 */
export async function pushBranch(root: string, push: Push, options: GitOptions): Promise<void> {
  const refuse = (why: string): Failure => new Failure("push-refused", { ...push, why });
  try {
    const count = await strangers(root, push, options);
    const commits = count === 1 ? "1 commit" : `${count} commits`;
    if (count > 0) throw refuse(`it would take ${commits} along that \`${push.remote}\` does not have yet`);
    const place = locate(root, options.env ?? process.env);
    await openSyncingGit(root, place, options).raw(pushArguments(push));
  } catch (error) {
    options.signal?.throwIfAborted();
    // Without its cause, in which an address may have a password.
    throw error instanceof Failure ? error : refuse(explain(error, root));
  }
}

/** Commits of the branch that the remote is not known to have, and that are not ours. */
async function strangers(root: string, { remote, branch, trailer }: Push, options: GitOptions): Promise<number> {
  const git = openGit(root, locate(root, options.env ?? process.env), options);
  const here = [`refs/heads/${branch}`, "--not", `--remotes=${remote}`];
  const counts = [[], ["--fixed-strings", `--grep=${trailer}`]].map(async (choice) =>
    Number(await git.raw(["rev-list", "--count", ...choice, ...here])),
  );
  const [all = 0, ours = 0] = await Promise.all(counts);
  return all - ours;
}

function explain(error: unknown, root: string): string {
  const words = error instanceof Error ? error.message : String(error);
  if (/\[rejected\]|non-fast-forward|fetch first/.test(words)) return "somebody else has a branch of that name there";
  if (/remote rejected|denied|forbidden|403/i.test(words)) return "the remote does not let you";
  const said = explainTrouble(words, root).replace(/^git cannot read the repository: /, "");
  return visible(said.replace(/:\/\/[^@\s]*@/g, "://…@"), 300);
}
