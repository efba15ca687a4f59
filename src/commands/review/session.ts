import { observe } from "../../pack/disk.ts";
import { hashOf } from "../../pack/hash.ts";
import { version } from "../../package.ts";
import { type GitOptions, readGit } from "../../repo/git.ts";
import type { Limits, Stop } from "../../review/types.ts";
import type { Sitting } from "./step.ts";

/** What a session is opened with. */
export interface Terms {
  /** Most rounds. */
  cap: number;
  limits: Limits;
  /** Command by role; none where people play. */
  agents: Record<string, string>;
}

/** Opens the session of a run that has none. */
export async function openSession(sitting: Sitting, root: string, git: GitOptions, terms: Terms): Promise<void> {
  const { baseline } = await readGit(root, git);
  await sitting.happen({
    type: "opened",
    ...terms,
    program: version,
    commit: baseline.kind === "commit" ? baseline.commit : null,
    prompts: await promptHashes(root),
  });
}

const prompts = ["planning/REVIEW_RUNNER.md", "planning/PLANNER_RUNNER.md"];

async function promptHashes(root: string): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const file of prompts) {
    const now = await observe(root, file);
    if (now.kind === "text") hashes[file] = hashOf(now.text);
  }
  return hashes;
}

/** Has a session go on that had stopped. */
export async function goOn(
  sitting: Sitting,
  { reason, words }: Stop,
  more: { rounds: number; limits: Limits | null },
): Promise<void> {
  if (sitting.session.ended === undefined) await sitting.happen({ type: "stopped", reason, words });
  await sitting.happen({ type: "resumed", ...more });
}
