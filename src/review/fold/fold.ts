import type { EventOf, EventType, ReviewEvent } from "../events.ts";
import { type Act, allowedNow } from "../phases.ts";
import { exits } from "../stop/exits.ts";
import type { Amount, Phase, Session } from "../types.ts";
import { foldDispositions } from "./dispositions.ts";
import { foldDraft } from "./draft.ts";
import { emptyLedger, type Ledger } from "./ledger.ts";
import { foldReview } from "./review.ts";

/**
 * A session from its events. Total: whatever the order, one that makes no sense where it stands is passed over and counted.
 *
 * @param events oldest first
 */
export function foldSession(events: readonly ReviewEvent[]): Session {
  const ledger = emptyLedger();
  for (const event of events) advance(ledger, event);
  return ledger.session;
}

/** Takes one more event in: for who looks on while a session grows. */
export function advance(ledger: Ledger, event: ReviewEvent): void {
  const { session } = ledger;
  if (isFitting(session, event)) {
    if (answering.has(event.type)) session.waiting = undefined;
    apply(ledger, event);
    session.latest = event.at;
  } else session.ignored += 1;
  session.phase = phaseOf(session);
}

/** What an event does to a session, as phases allow or refuse it; `undefined` for what may happen at any time once there is one. */
const actOf: Record<EventType, Act | undefined> = {
  opened: "open",
  context: "context",
  note: "note",
  asked: "ask",
  answered: "answer",
  draft: "draft",
  refused: "draft",
  review: "findings",
  dispositions: "dispositions",
  blocked: undefined,
  cleared: undefined,
  called: undefined,
  failed: undefined,
  spent: undefined,
  stopped: "close",
  interrupted: undefined,
  resumed: undefined,
};

/** After these nobody is at work on an answer. */
const answering = new Set<EventType>([
  "draft",
  "review",
  "dispositions",
  "failed",
  "spent",
  "stopped",
  "interrupted",
  "resumed",
]);

function isFitting(session: Session, event: ReviewEvent): boolean {
  const act = actOf[event.type];
  if (act !== undefined)
    return (event.type !== "stopped" || session.ended === undefined) && allowedNow(session).includes(act);
  return session.phase !== "SETUP";
}

/** After its end a session that a person has to decide about waits; what a pause interrupts goes on below it. */
function phaseOf({ beneath, blockers, ended }: Session): Phase {
  if (ended !== undefined) return waiting.has(ended.reason) ? "PAUSED" : "COMPLETE";
  return blockers.length > 0 && beneath !== "SETUP" ? "PAUSED" : beneath;
}

const waiting = new Set<string>(["cap_blocked", "budget", "agent_failed", "interrupted"]);

const apply = <Type extends EventType>(ledger: Ledger, event: EventOf<Type>): void =>
  (handlers[event.type] as Handler<Type>)(ledger, event);

type Handler<Type extends EventType> = (ledger: Ledger, event: EventOf<Type>) => void;

const handlers: { [Type in EventType]: Handler<Type> } = {
  opened: ({ session }, { cap, limits, at }) => Object.assign(session, { cap, limits, opened: at, beneath: "CONTEXT" }),
  context: ({ session }, { path }) => {
    if (!session.context.includes(path)) session.context.push(path);
  },
  note: ({ session }, { text }) => {
    session.notes.push(text);
  },
  asked: foldQuestion,
  answered: foldAnswer,
  draft: foldDraft,
  refused: ({ session }, { why }) => {
    session.refused.push(why.join("; "));
  },
  review: (ledger, event) => {
    foldReview(ledger, event);
    ledger.session.beneath = "PLANNING";
  },
  dispositions: foldDispositions,
  blocked: ({ session }, { id, words }) => {
    if (session.blockers.every((each) => each.id !== id)) session.blockers.push({ id, words });
  },
  cleared: ({ session }, { id }) => {
    session.blockers = session.blockers.filter((each) => each.id !== id);
  },
  called: ({ session }, { who, at }) => {
    session.waiting = { who, since: at };
  },
  failed: ({ session }, { who, kind, words }) => {
    session.failure = { who, kind, words };
  },
  spent: foldSpending,
  stopped: ({ session }, { reason, words }) => {
    session.ended = { reason, words, exit: exits[reason] };
  },
  interrupted: ({ session }, { signal }) => {
    session.interruption = signal;
  },
  resumed: foldResumption,
};

function foldQuestion({ session }: Ledger, { id, question, fallback }: EventOf<"asked">): void {
  if (session.questions.some((each) => each.id === id)) return;
  session.questions.push({ id, question, fallback, answer: undefined });
  session.beneath = "DISCUSSION";
}

function foldAnswer({ session }: Ledger, { id, answer }: EventOf<"answered">): void {
  const question = session.questions.find((each) => each.id === id);
  if (question !== undefined) question.answer = answer;
  session.blockers = session.blockers.filter((each) => each.id !== id);
  const isAnswered = session.questions.every((each) => each.answer !== undefined);
  if (session.beneath === "DISCUSSION" && isAnswered) session.beneath = "PLANNING";
}

function foldSpending({ session }: Ledger, { usd, tokens, ms }: EventOf<"spent">): void {
  const { spent } = session;
  spent.calls += 1;
  add(spent.usd, usd);
  add(spent.tokens, tokens);
  add(spent.ms, ms);
}

function add(amount: Amount, more: number | null): void {
  if (more === null) amount.missing += 1;
  else amount.known += more;
}

/** A person, or the same command again, says to go on: what had stopped it counts no more. */
function foldResumption({ session }: Ledger, { rounds, limits }: EventOf<"resumed">): void {
  session.failure = undefined;
  session.interruption = undefined;
  session.cap += rounds;
  if (session.ended !== undefined && !passing.has(session.ended.reason)) {
    session.waived = session.rounds.length;
    session.cap = Math.max(session.cap, session.waived + 1);
  }
  session.ended = undefined;
  if (limits !== null) session.limits = { ...session.limits, ...limits };
}

/** Ends that say nothing about the rounds before them. */
const passing = new Set<string>(["interrupted", "agent_failed", "budget"]);
