import { openBlockers } from "../review/open.ts";
import { standingOf } from "../review/standing.ts";
import type { Session } from "../review/types.ts";
import { count } from "../runs/news.ts";
import type { Status } from "../ui/documents/status.ts";

/** How far a run's rounds of review have come; `null` where nobody has begun them. */
export function roundsOf(session: Session | undefined): Status["review"] {
  if (session === undefined || session.phase === "SETUP") return null;
  const { rounds, cap, phase } = session;
  const { kind, reason } = standingOf(session);
  return {
    ...{ kind, phase, round: rounds.length, max: cap },
    verdict: rounds.at(-1)?.verdict ?? null,
    blockers: openBlockers(session).length,
    reason: reason ?? null,
    line: lineOf(session),
  };
}

/** Where a session stands in one line, open blockers included: `NO-GO 2/4 — stalled: …; 1 open blocker`. */
function lineOf(session: Session): string {
  const open = openBlockers(session).length;
  const line = standingOf(session).line.replace(/^REVIEW: /, "");
  return open === 0 ? line : `${line}; ${count(open, "open blocker")}`;
}
