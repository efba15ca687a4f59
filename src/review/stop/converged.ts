import { openBlockers, openMajors } from "../open.ts";
import { dueOf } from "../phases.ts";
import type { Finding, Session } from "../types.ts";
import type { StopRule } from "./index.ts";
import { latestReview, latestRevision } from "./turn.ts";

/** Nothing accepted in this round, or a revision that changed nothing; and no blocker is open. */
export const converged: StopRule = (session) => {
  const why = nothingAccepted(session) ?? nothingChanged(session);
  if (why === undefined || openBlockers(session).length > 0) return undefined;
  return { reason: "converged", words: `${why}${leftWords(openMajors(session))}` };
};

function nothingAccepted(session: Session): string | undefined {
  const round = latestReview(session);
  if (round === undefined || round.isStale || dueOf(session).length > 0 || round.accepted.length > 0) return undefined;
  return round.raised.length === 0
    ? `round ${round.n} raised nothing that was not decided before`
    : `no blocker or major of round ${round.n} was accepted`;
}

function nothingChanged(session: Session): string | undefined {
  const revision = latestRevision(session);
  const round = session.rounds.at(-1);
  // After a stale review the plan was changed by somebody else, and nobody has looked at that.
  if (revision === undefined || round === undefined || round.isStale || round.n <= session.waived) return undefined;
  return revision.draft.fingerprint === revision.reviewed.fingerprint ? "the revision changed nothing" : undefined;
}

const leftWords = (majors: readonly Finding[]): string =>
  majors.length === 0 ? "" : `; accepted and not worked in: ${majors.map(({ id }) => id).join(", ")}`;
