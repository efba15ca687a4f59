import { openBlockers, openMajors } from "../open.ts";
import type { StopRule } from "./index.ts";
import { latestReview } from "./turn.ts";

/** The critic says GO of this very draft, and nothing that counts is open. */
export const go: StopRule = (session) => {
  const round = latestReview(session);
  if (round?.verdict !== "GO" || openBlockers(session).length > 0 || openMajors(session).length > 0) return undefined;
  return { reason: "go", words: `the critic says GO in round ${round.n}, and no blocker or major is open` };
};
