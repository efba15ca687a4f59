import type { Finding, Session } from "./types.ts";

/** Blockers and majors: what rounds are about. A minor is worth knowing, and nobody waits for it. */
export const isWeighty = ({ severity }: Pick<Finding, "severity">): boolean => severity !== "minor";

/** Whether somebody still has to do or decide something. */
const isOpen = ({ state, isContested }: Finding): boolean => state === "open" || state === "accepted" || isContested;

/**
 * What keeps a plan from being built: open blockers, blockers that were deferred or rejected without the critic having seen why, and notes of
 * humans without a disposition.
 */
export const openBlockers = ({ findings }: Session): Finding[] =>
  [...findings.values()].filter((finding) =>
    finding.source === "human" ? finding.state === "open" : finding.severity === "blocker" && isOpen(finding),
  );

/** Majors that are neither decided nor found to be addressed. */
export const openMajors = ({ findings }: Session): Finding[] =>
  [...findings.values()].filter((finding) => finding.severity === "major" && isOpen(finding));

/** What the planner has to work in: the blockers and majors it has accepted in the last round, in order. */
export function workOf({ rounds, findings }: Session): Finding[] {
  const accepted = rounds.at(-1)?.accepted ?? [];
  return accepted.flatMap((id) => findings.get(id) ?? []);
}
