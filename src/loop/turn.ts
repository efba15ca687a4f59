import { workOf } from "../review/open.ts";
import { dueOf } from "../review/phases.ts";
import { decideStop } from "../review/stop/index.ts";
import type { Session, Stop } from "../review/types.ts";

/** What is on the table beside the session. */
export interface Desk {
  /** Whether the plan is a form that nobody has filled in. */
  isBlank: boolean;
  /** Whether the plan says something else than the draft that the last round was about. */
  isRevised: boolean;
  /** How often the planner was asked in vain to work in what it has accepted since that round. */
  unchanged: number;
}

/** Whose turn it is, and for what. */
export type Turn =
  /** The session ends here. */
  | { kind: "stop"; stop: Stop }
  /** It waits for a person, about something that nobody asks on a terminal. */
  | { kind: "pause"; words: string }
  /** A person answers what the planner asked. */
  | { kind: "ask" }
  /** The planner writes the plan. */
  | { kind: "write" }
  /** The plan as it stands becomes the next draft. */
  | { kind: "draft" }
  /** The critic looks at the draft. */
  | { kind: "review" }
  /** The planner answers what the critic found, and works in what it accepts. */
  | { kind: "answer" }
  /** The planner has answered, and its revision is missing or was refused. */
  | { kind: "revise" };

/** What comes next in a loop. Pure: a loop that was killed goes on at the same turn. */
export function turnOf(session: Session, desk: Desk): Turn {
  const stop = decideStop(session);
  if (stop !== undefined) return { kind: "stop", stop };
  if (session.questions.some(({ answer }) => answer === undefined)) return { kind: "ask" };
  if (session.blockers.length > 0) {
    return { kind: "pause", words: session.blockers.map(({ words }) => words).join("; ") };
  }
  if (session.phase === "REVIEW") return { kind: "review" };
  if (desk.isBlank) return { kind: "write" };
  if (dueOf(session).length > 0) return { kind: "answer" };
  const isOwed = workOf(session).length > 0 && !desk.isRevised && desk.unchanged < mostInVain;
  return { kind: isOwed ? "revise" : "draft" };
}

/** Asked so often, a planner that changes nothing means it: then its plan is taken as it is, and the rules say what that is. */
const mostInVain = 2;
