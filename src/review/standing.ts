import { count } from "../runs/news.ts";
import { Exit, type ExitCode } from "../ui/exit.ts";
import { openBlockers, workOf } from "./open.ts";
import { dueOf } from "./phases.ts";
import { decideStop } from "./stop/index.ts";
import type { Finding, Session, Stop, StopReason } from "./types.ts";

/** Where a review stands: what the first line says, and the exit code. */
export interface ReviewStanding {
  kind: "OPEN" | "GO" | "NO-GO" | "PAUSED";
  reason: StopReason | undefined;
  exit: ExitCode;
  /** `REVIEW: NO-GO 1/4 — 1 blocker and 2 majors wait for a disposition` */
  line: string;
}

/** Where a session stands. GO is what may be built: the critic's word, or a good end without one. */
export const standingOf = (session: Session): ReviewStanding => standingFor(session, decideStop(session));

/** The same where it is known whether the session stops, which takes its time to find out. */
export function standingFor(session: Session, stop: Stop | undefined): ReviewStanding {
  if (stop !== undefined) return say(session, kindOf(stop), `${stop.reason}: ${stop.words}`, stop.exit, stop.reason);
  if (session.phase === "PAUSED") {
    const words = session.blockers.map((each) => each.words).join("; ");
    return say(session, "PAUSED", `a person answers: ${words}`, Exit.Person);
  }
  if (session.phase !== "PLANNING") return say(session, "OPEN", turnWords(session), Exit.Good);
  return say(session, "NO-GO", plannersTurn(session), Exit.NotYet);
}

const pausing = new Set<StopReason>(["cap_blocked", "budget", "agent_failed", "interrupted"]);

function kindOf({ reason, exit }: Stop): ReviewStanding["kind"] {
  if (exit === Exit.Good) return "GO";
  return pausing.has(reason) ? "PAUSED" : "NO-GO";
}

function turnWords({ phase, rounds }: Session): string {
  if (phase === "REVIEW") return `round ${rounds.length + 1} is the critic's`;
  return phase === "DISCUSSION" ? "questions are open" : "there is no draft yet";
}

function plannersTurn(session: Session): string {
  const due = dueOf(session).flatMap((id) => session.findings.get(id) ?? []);
  if (due.length > 0) return `${severityWords(due)} ${due.length === 1 ? "waits" : "wait"} for a disposition`;
  const work = workOf(session);
  if (work.length > 0) return `to be worked in: ${work.map(({ id }) => id).join(", ")}`;
  if (session.rounds.at(-1)?.isStale) return "the plan has changed since the critic read it";
  const contested = openBlockers(session).map(({ id }) => id);
  return contested.length > 0
    ? `the critic has not seen why not: ${contested.join(", ")}`
    : "the next draft is awaited";
}

/** `1 blocker, 2 majors and 1 minor`. */
export function severityWords(findings: readonly Finding[]): string {
  const counts = (["blocker", "major", "minor"] as const).flatMap((severity) => {
    const number = findings.filter((each) => each.severity === severity).length;
    return number === 0 ? [] : [count(number, severity)];
  });
  return counts.length < 2 ? counts.join("") : `${counts.slice(0, -1).join(", ")} and ${counts.at(-1)}`;
}

function say(
  { rounds, cap, phase }: Session,
  kind: ReviewStanding["kind"],
  words: string,
  exit: ExitCode,
  reason?: StopReason,
): ReviewStanding {
  const n = rounds.length + (phase === "REVIEW" && reason === undefined ? 1 : 0);
  return { kind, reason, exit, line: `REVIEW: ${kind} ${n}/${cap} — ${words}` };
}
