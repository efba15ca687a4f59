import { Failure } from "../ui/failure.ts";
import type { Baseline } from "./facts.ts";
import { type GitOptions, openSyncingGit } from "./git.ts";
import { explainTrouble } from "./git-trouble.ts";
import { locate } from "./root.ts";

/** What became of the branch. */
export type Sync =
  /** There is nothing to fast-forward to; why, as one clause. */
  | { kind: "skipped"; why: string }
  /** The remote could not be reached; the branch stays as it is. */
  | { kind: "offline"; why: string }
  | { kind: "current"; upstream: string; ahead: number }
  | { kind: "forwarded"; upstream: string; commits: number };

type Git = ReturnType<typeof openSyncingGit>;

/**
 * Fetches, and fast-forwards the branch to its upstream. Nothing is ever reset, stashed, merged or forced; git itself refuses
 * to overwrite what is not committed.
 *
 * @param baseline where the repository stands now
 * @throws Failure `sync-diverged` and `sync-refused`, with the working tree untouched; the signal's reason when it is aborted
 */
export async function fastForward(root: string, baseline: Baseline, options: GitOptions = {}): Promise<Sync> {
  if (baseline.kind === "none") return { kind: "skipped", why: baseline.why };
  if (baseline.kind === "unborn") return { kind: "skipped", why: "no commits yet" };
  const { branch, upstream } = baseline;
  if (branch === null) return { kind: "skipped", why: "HEAD is detached" };
  if (upstream === null) return { kind: "skipped", why: `\`${branch}\` has no upstream branch` };
  const place = locate(root, options.env ?? process.env);
  const git = openSyncingGit(root, place, options);
  const trouble = await fetch(git);
  options.signal?.throwIfAborted();
  if (trouble !== undefined) return { kind: "offline", why: explainTrouble(trouble, place.root) };
  return forward(git, { branch, upstream: upstream.name });
}

/** Git's words when the remote could not be reached. */
async function fetch(git: Git): Promise<string | undefined> {
  try {
    // Progress is what tells a slow remote from a dead one.
    await git.raw(["fetch", "--progress", "--no-recurse-submodules", "--no-auto-gc"]);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

async function forward(git: Git, names: { branch: string; upstream: string }): Promise<Sync> {
  const counts = await git.raw(["rev-list", "--left-right", "--count", "HEAD...@{upstream}"]).catch(() => undefined);
  const [ahead, behind] = (counts ?? "").trim().split(/\s+/).map(Number);
  if (ahead === undefined || behind === undefined) return { kind: "skipped", why: `\`${names.upstream}\` is gone` };
  if (behind === 0) return { kind: "current", upstream: names.upstream, ahead };
  if (ahead > 0) throw new Failure("sync-diverged", { ...names, ahead, behind });
  try {
    // `merge.autoStash` of the user's would stash.
    await git.raw(["merge", "--ff-only", "--no-autostash", "@{upstream}"]);
  } catch (error) {
    throw new Failure("sync-refused", { ...names, why: refusal(messageOf(error)) }, { cause: error });
  }
  return { kind: "forwarded", upstream: names.upstream, commits: behind };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Git's reason in one clause: the files in the way, else its first line. */
function refusal(message: string): string {
  const files = [...message.matchAll(/^\t(.+)$/gm)].map(([, file]) => `\`${file}\``);
  if (files.length > 0) {
    const more = files.length > 3 ? ` and ${files.length - 3} more` : "";
    return `uncommitted changes in ${files.slice(0, 3).join(", ")}${more} are in the way`;
  }
  const line = message.split("\n").find((each) => each.trim() !== "") ?? "no reason given";
  return line.replace(/^(?:\w*Error: )?(?:fatal: |error: )?/, "").trim();
}

/** What became of the branch, as one sentence without a full stop. */
export function syncWords(sync: Sync): string {
  switch (sync.kind) {
    case "skipped":
      return `nothing to synchronise with: ${sync.why}`;
    case "offline":
      return `the remote could not be reached (${sync.why}), so this is the state of the last fetch`;
    case "current":
      return sync.ahead === 0
        ? `even with ${sync.upstream}`
        : `${sync.ahead} ahead of ${sync.upstream}, nothing to fetch`;
    case "forwarded":
      return `fast-forwarded by ${sync.commits === 1 ? "1 commit" : `${sync.commits} commits`} to ${sync.upstream}`;
  }
}
