import type { Finding, Session } from "./types.ts";

/** Blockers and majors: what rounds are about. A minor is worth knowing, and nobody waits for it. */
export const isWeighty = ({ severity }: Pick<Finding, "severity">): boolean => severity !== "minor";

/** What is open, accepted or contested, in the order it came to be. */
export const unsettledOf = ({ findings, unsettled }: Session): Finding[] =>
  [...unsettled].flatMap((id) => findings.get(id) ?? []);

/** Gives a finding its state, and keeps the list of what is unsettled. */
export function settle(session: Session, finding: Finding, state: Finding["state"], isContested = false): void {
  finding.state = state;
  finding.isContested = isContested;
  if (state === "open" || state === "accepted" || isContested) session.unsettled.add(finding.id);
  else session.unsettled.delete(finding.id);
}

/**
 * What keeps a plan from being built: open blockers, blockers that were deferred or rejected without the critic having seen
 * why, and notes of humans without a disposition.
 */
export const openBlockers = (session: Session): Finding[] =>
  unsettledOf(session).filter(({ source, state, severity }) =>
    source === "human" ? state === "open" : severity === "blocker",
  );

/** Majors that are neither decided nor found to be addressed. */
export const openMajors = (session: Session): Finding[] =>
  unsettledOf(session).filter(({ severity }) => severity === "major");

/** What the planner has to work in: the blockers and majors it has accepted in the last round, in order. */
export function workOf({ rounds, findings }: Session): Finding[] {
  const accepted = rounds.at(-1)?.accepted ?? [];
  return accepted.flatMap((id) => findings.get(id) ?? []);
}
