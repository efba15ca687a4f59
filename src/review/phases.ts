import { Failure } from "../ui/failure.ts";
import { unsettledOf } from "./open.ts";
import type { Phase, Session } from "./types.ts";

/** What may be done to a session. */
export const acts = [
  "open",
  "context",
  "note",
  "ask",
  "answer",
  "draft",
  "findings",
  "dispositions",
  "block",
  "resume",
  "close",
] as const;
export type Act = (typeof acts)[number];

const always: Act[] = ["context", "note", "close"];

const byPhase: Record<Phase, readonly Act[]> = {
  SETUP: ["open"],
  CONTEXT: ["draft", "ask", "block", ...always],
  DISCUSSION: ["answer", "draft", "ask", "block", ...always],
  PLANNING: ["dispositions", "draft", "ask", "block", ...always],
  REVIEW: ["findings", "draft", "block", ...always],
  COMPLETE: ["resume", "close"],
  PAUSED: ["answer", "resume", ...always],
};

/** What a phase allows. */
export const allowed = (phase: Phase): readonly Act[] => byPhase[phase];

/** Ids of the findings that wait for a disposition. */
export const dueOf = (session: Session): string[] =>
  unsettledOf(session)
    .filter(({ state }) => state === "open")
    .map(({ id }) => id);

/** What this session allows now: after a review the planner answers before anything is drafted. */
export function allowedNow(session: Session): Act[] {
  const isDue = dueOf(session).length > 0;
  if (session.phase !== "PLANNING") return [...allowed(session.phase)];
  return allowed("PLANNING").filter((act) => act !== (isDue ? "draft" : "dispositions"));
}

/**
 * Refuses what is out of phase.
 *
 * @throws Failure `review-out-of-phase`, which names what is allowed
 */
export function demand(act: Act, session: Session): void {
  const now = allowedNow(session);
  if (!now.includes(act)) throw new Failure("review-out-of-phase", { act, phase: session.phase, allowed: now });
}
