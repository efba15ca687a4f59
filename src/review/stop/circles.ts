import { isWeighty } from "../open.ts";
import type { StopRule } from "./index.ts";
import { latestReview } from "./turn.ts";

const mostReturns = 2;

/** A finding that was accepted, and came back without new evidence in two rounds: working it in does not work. */
export const stalled: StopRule = (session) => {
  const round = latestReview(session);
  const stuck = (round?.returned ?? []).flatMap((id) => {
    const finding = session.findings.get(id);
    const returns = finding?.returned.filter((n) => n > session.waived) ?? [];
    return finding !== undefined && isWeighty(finding) && returns.length >= mostReturns ? [{ id, returns }] : [];
  });
  const [first] = stuck;
  if (first === undefined) return undefined;
  const ids = stuck.map(({ id }) => id).join(", ");
  return { reason: "stalled", words: `accepted, and back unchanged in rounds ${first.returns.join(" and ")}: ${ids}` };
};

/** Two rounds in a row that found nothing but what the revisions themselves brought in. */
export const selfFuelled: StopRule = (session) => {
  const round = latestReview(session);
  const before = session.rounds.at(-2);
  if (round === undefined || before === undefined || before.n <= session.waived) return undefined;
  if (!round.isFuelled || !before.isFuelled) return undefined;
  return {
    reason: "self_fuelled",
    words: `rounds ${before.n} and ${round.n} are all about what the revision before each had changed`,
  };
};
