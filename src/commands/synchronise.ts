import { type GitOptions, readGit } from "../repo/git.ts";
import { fastForward, type Sync } from "../repo/sync.ts";

/** Brings the branch up to date with its upstream, from where it stands now. Failures as `fastForward`. */
export async function synchronise(root: string, git: GitOptions): Promise<Sync> {
  const { baseline } = await readGit(root, git);
  return fastForward(root, baseline, git);
}
