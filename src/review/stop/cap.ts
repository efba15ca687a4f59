import { openBlockers, openMajors } from "../open.ts";
import type { Finding } from "../types.ts";
import type { StopRule } from "./index.ts";
import { latestReview } from "./turn.ts";

/** Rounds that a session has: usually, with `--fast`, with `--complex`. */
export const caps = { usual: 4, fast: 2, complex: 8 } as const;

/**
 * The last round is played. Its findings are not waited for to be answered: a revision after it would be one that nobody
 * reviews.
 */
export const cap: StopRule = (session) => {
  const round = latestReview(session);
  if (round === undefined || round.n < session.cap) return undefined;
  const blockers = openBlockers(session);
  if (blockers.length > 0 || round.isStale) {
    const what = blockers.length > 0 ? `open: ${named(blockers)}` : "the plan has changed since";
    return { reason: "cap_blocked", words: `round ${round.n} was the last, and ${what}; a person decides` };
  }
  const majors = openMajors(session);
  const left = majors.length === 0 ? "" : `; into the plan's Risks: ${named(majors)}`;
  return { reason: "cap", words: `round ${round.n} was the last, and no blocker is open${left}` };
};

const named = (findings: readonly Finding[]): string => findings.map(({ id }) => id).join(", ");
