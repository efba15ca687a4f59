import { reversalIn } from "../reversal.ts";
import type { Session } from "../types.ts";
import type { StopRule } from "./index.ts";
import { latestReview, latestRevision } from "./turn.ts";

/** The plan is back at an earlier draft, or a round orders the reverse of an earlier one. */
export const oscillating: StopRule = (session) => {
  const words = backAt(session) ?? ordered(session);
  return words === undefined ? undefined : { reason: "oscillating", words };
};

/** A revision that changed something, and with it came to what an earlier round was about. */
function backAt(session: Session): string | undefined {
  const revision = latestRevision(session);
  if (revision === undefined) return undefined;
  const { draft, reviewed, seen } = revision;
  const earlier = seen.slice(session.waived);
  for (const what of ["fingerprint", "structure"] as const) {
    const back = draft[what] === reviewed[what] ? -1 : earlier.findIndex((each) => each[what] === draft[what]);
    if (back >= 0) {
      const thing = what === "fingerprint" ? "draft" : "structure";
      return `the plan is back at the ${thing} of round ${back + 1 + session.waived}`;
    }
  }
  return undefined;
}

const ordered = (session: Session): string | undefined => {
  const round = latestReview(session);
  return round === undefined ? undefined : reversalIn(session, round);
};
