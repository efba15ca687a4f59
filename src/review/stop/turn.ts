import type { Draft, Round, Session } from "../types.ts";

/** The newest round, as long as no draft has come after it and no person has said to go on. */
export function latestReview({ rounds, drafts, waived }: Session): Round | undefined {
  const round = rounds.at(-1);
  return round !== undefined && round.n > waived && round.draft === drafts.length - 1 ? round : undefined;
}

/** A draft that no critic has seen, with the one that the last round was about. */
export function latestRevision({
  rounds,
  drafts,
}: Session): { draft: Draft; reviewed: Draft; seen: Draft[] } | undefined {
  const at = rounds.at(-1)?.draft ?? -1;
  const [draft, reviewed] = [drafts.at(-1), drafts[at]];
  if (draft === undefined || reviewed === undefined || drafts.length - 1 === at) return undefined;
  return { draft, reviewed, seen: rounds.flatMap((round) => drafts[round.draft] ?? []) };
}
