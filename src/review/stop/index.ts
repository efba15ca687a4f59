import type { Session, Stop, StopReason } from "../types.ts";
import { cap } from "./cap.ts";
import { selfFuelled, stalled } from "./circles.ts";
import { converged } from "./converged.ts";
import { exits } from "./exits.ts";
import { go } from "./go.ts";
import { oscillating } from "./oscillating.ts";
import { agentFailed, budget, interrupted } from "./outside.ts";

/** A reason to stop, with its words; `undefined` where the rule does not hold. */
export type StopRule = (session: Session) => { reason: StopReason; words: string } | undefined;

/**
 * In order of precedence; the first that holds is the reason.
 *
 * 1. What came from outside: a signal, then an agent that failed. Neither is a verdict, so nothing may be read from the rounds.
 * 2. What is finished: `go`, then `converged`. Neither needs another call, so nothing that is spent or used up takes it back.
 * 3. What runs in circles: `oscillating`, `stalled`, `self_fuelled`. Before the cap, which ends well where no blocker is open:
 *    a loop that is known not to get anywhere must not pass for one that was merely cut short.
 * 4. The cap, blocked or not. Before the budget: where no further round may be played, it does not matter that none could be paid.
 * 5. The budget.
 */
const rules: readonly StopRule[] = [
  interrupted,
  agentFailed,
  go,
  converged,
  oscillating,
  stalled,
  selfFuelled,
  cap,
  budget,
];

/** Whether a session stops here and why, or `undefined` when it goes on. Pure; once stopped it stays so until it is resumed. */
export function decideStop(session: Session): Stop | undefined {
  if (session.ended !== undefined) return session.ended;
  for (const rule of rules) {
    const found = rule(session);
    if (found !== undefined) return { ...found, exit: exits[found.reason] };
  }
  return undefined;
}
