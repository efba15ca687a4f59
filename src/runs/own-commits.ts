import type { Drift } from "../plan/lint/types.ts";
import type { Touch } from "../repo/touches.ts";

/** What tells the plan's own commits from other people's. */
export interface OwnWork {
  /** Ids of the plan's milestones; the developer's commits have theirs in the message. */
  milestones: readonly string[];
  /** Hashes, perhaps abbreviated, that deltas list. */
  commits: readonly string[];
}

/** Commits that somebody else made to the plan's paths; building the plan is not drifting from it. */
export function driftFrom(touches: readonly Touch[], own: OwnWork): Drift[] {
  return touches
    .filter((touch) => !isOwn(touch, own))
    .map(({ commit, message, paths }) => ({ commit, subject: message.split("\n")[0] ?? "", paths }));
}

/** Whether a commit was made for the plan: its message names a milestone, or a delta lists it. */
export function isOwn(
  { commit, message }: Pick<Touch, "commit" | "message">,
  { milestones, commits }: OwnWork,
): boolean {
  if (commits.some((own) => commit.startsWith(own))) return true;
  const words = new Set(message.match(/(?<!\w)[A-Za-z]+\d+(?!\w)/g));
  return milestones.some((id) => words.has(id));
}

/** Hashes in the `Commits:` lines of a delta report. */
export function deltaCommits(delta: string): string[] {
  const lines = delta.split(/\r\n|\n|\r/).filter((line) => /^\s*[-*+]?\s*(?:\*\*)?commits?\b/i.test(line));
  return lines.flatMap((line) => line.match(/\b[0-9a-f]{7,64}\b/g) ?? []);
}

/** Whether a delta report says something that the plan did not know. */
export function deltaContradicts(delta: string): boolean {
  return /^\s*[-*+]?\s*(?:\*\*)?status(?:\*\*)?\s*:[\s*`_]*(?:BLOCKED|DONE_WITH_CONCERNS)\b/im.test(delta);
}

/** Whether a review ends in NO-GO: its last line is its verdict. */
export function reviewRefuses(review: string): boolean {
  const last =
    review
      .trimEnd()
      .split(/\r\n|\n|\r/)
      .at(-1) ?? "";
  return /^[\s*_>#`]*VERDICT:\s*NO-GO\b/i.test(last);
}
