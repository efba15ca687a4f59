import { decideStop } from "./stop/index.ts";
import type { Session, Stop } from "./types.ts";

/** What a person may do where a review has come to its end, or waits for an answer; commands in backticks. */
export const waysOn = (session: Session): string[] => waysFor(session, decideStop(session));

/** The same where it is known whether the session stops, which takes its time to find out. */
export function waysFor(session: Session, stop: Stop | undefined): string[] {
  const loops = isLooped(session);
  const more = loops ? "plan-init loop --max-rounds 2" : "plan-init review open --rounds 2";
  switch (stop?.reason) {
    case undefined:
      return answering(session);
    case "go":
    case "converged":
    case "cap":
      return ["build it, in a new session: `plan-init prompt dev`"];
    case "interrupted":
      return ["go on at the same round: `plan-init loop`"];
    case "agent_failed":
      return ["mend what failed, then go on at the same round: `plan-init loop`"];
    case "budget":
      return ["give it more, in all, and it goes on: `plan-init loop --max-cost 10`, `--max-tokens`, `--max-minutes`"];
    default:
      return [`a person decides: more rounds, \`${more}\``, 'or plan it anew: `plan-init start --reason "why"`'];
  }
}

/** Whether agents play it, not people. */
export const isLooped = ({ spent, waiting, failure }: Session): boolean =>
  spent.calls > 0 || waiting !== undefined || failure !== undefined;

function answering({ questions, blockers }: Session): string[] {
  const asked = questions.find(({ answer }) => answer === undefined);
  if (asked !== undefined) return [`answer, and it goes on: \`plan-init loop --answer ${asked.id}="…"\``];
  return blockers.length === 0 ? [] : ["look at what holds it up, then go on: `plan-init loop`"];
}
