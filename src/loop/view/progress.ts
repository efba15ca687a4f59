import { standingFor } from "../../review/standing.ts";
import { decideStop } from "../../review/stop/index.ts";
import { tokenWords, usdWords } from "../../review/stop/outside.ts";
import { type Session, type Severity, type Stop, severities } from "../../review/types.ts";
import { waysFor } from "../../review/ways-on.ts";
import type { Awaited, Progress, Subject } from "./types.ts";

/** Where a session stands, as far as it is shown. Pure; what the clock adds is said when it is drawn. */
export function progressOf(session: Session, subject: Subject): Progress {
  const { rounds, cap, phase, spent, opened, latest, waiting } = session;
  const stop = decideStop(session);
  const awaited = awaitedIn(session, stop);
  const last = rounds.at(-1);
  const isPlayed = phase === "REVIEW" && stop === undefined;
  return {
    ...subject,
    round: rounds.length + (isPlayed ? 1 : 0),
    max: cap,
    phase,
    kind: standingFor(session, stop).kind,
    verdict: last?.verdict,
    series: seriesOf(session),
    answers: answersOf(session),
    plan: planOf(session),
    spent: { calls: spent.calls, usd: usdWords(spent), tokens: tokenWords(spent) },
    opened,
    closed: stop && latest,
    awaited,
    isAtWork: waiting !== undefined && stop === undefined,
    since: waiting?.since ?? latest,
    stop,
    next: nextOf(session, awaited, stop),
  };
}

function awaitedIn({ waiting, phase, questions, blockers }: Session, stop: Stop | undefined): Awaited {
  if (stop !== undefined) return "nobody";
  if (waiting !== undefined) return waiting.who === "critic" ? "critic" : "planner";
  if (blockers.length > 0 || questions.some(({ answer }) => answer === undefined)) return "person";
  return phase === "REVIEW" ? "critic" : "planner";
}

function seriesOf({ rounds }: Session): Progress["series"] {
  const of = (severity: Severity) => rounds.map(({ counts }) => counts[severity]);
  const [blocker, major, minor] = severities.map(of) as [number[], number[], number[]];
  return { blocker, major, minor };
}

const answerOf = { ACCEPT: "accepted", DEFER: "deferred", REJECT: "rejected" } as const;

function answersOf({ findings }: Session): Progress["answers"] {
  const counted = { accepted: 0, deferred: 0, rejected: 0, open: 0, filtered: 0 };
  for (const { state, decision, filtered } of findings.values()) {
    counted.filtered += filtered.length;
    if (state === "open") counted.open += 1;
    else if (decision !== undefined) counted[answerOf[decision.disposition]] += 1;
  }
  return counted;
}

function planOf({ drafts, rounds }: Session): Progress["plan"] {
  const now = drafts.at(-1);
  if (now === undefined) return undefined;
  const reviewed = rounds.map(({ draft }) => draft).findLast((draft) => draft < drafts.length - 1);
  const before = reviewed === undefined ? undefined : drafts[reviewed];
  return { lines: now.lines, change: before && now.lines - before.lines };
}

function nextOf(session: Session, awaited: Awaited, stop: Stop | undefined): string {
  const { rounds, cap, blockers } = session;
  const [way] = waysFor(session, stop);
  if (way !== undefined) return way;
  if (awaited === "critic") return "then the planner answers what it finds";
  if (awaited === "planner" && rounds.length === 0) return "then the critic reads the plan for the first time";
  if (awaited === "planner" && rounds.length < cap)
    return `then the critic reads the plan for round ${rounds.length + 1}`;
  return blockers[0]?.words ?? "then the rules say how it ends";
}
