import { visible } from "../../config/words.ts";
import type { Choice, Round, Session, Stop } from "../../review/types.ts";
import { count } from "../../runs/news.ts";
import { clip } from "../../ui/columns.ts";
import { lasting } from "./words.ts";

const width = 120;

/** How far a session has been told. */
export interface Told {
  cap: number;
  drafts: number;
  rounds: number;
  /** The round whose answers were told last. */
  answers: number;
  refused: number;
  questions: readonly (string | undefined)[];
  blockers: readonly string[];
  called: string | undefined;
  failure: Session["failure"];
  /** Why it stops. */
  stop: Stop | undefined;
  /** What the calls had used when somebody's turn was told last. */
  spent: { calls: number; usd: number; ms: number; silent: number };
}

/** Nothing was told yet. */
export const untold: Told = {
  cap: 0,
  drafts: 0,
  rounds: 0,
  answers: 0,
  refused: 0,
  questions: [],
  blockers: [],
  called: undefined,
  failure: undefined,
  stop: undefined,
  spent: { calls: 0, usd: 0, ms: 0, silent: 0 },
};

/**
 * What has happened in a session since it was told last, a line of at most 120 columns each, made for logs and `grep`:
 * `round 2/4  critic: NO-GO, 1 blocker, 2 majors, 0 minors ($0.04, 31 s)`.
 *
 * @param stop why it stops
 * @returns the lines, and how far it is told now
 */
export function newsOf(session: Session, told: Told, stop: Stop | undefined): { lines: string[]; told: Told } {
  const now = standOf(session, told, stop);
  const lines = tellers.flatMap((teller) => teller(session, told, now)).map((line) => lineFor(session, line));
  const isTurnTold = now.rounds > told.rounds || now.answers > told.answers;
  return { lines, told: { ...now, spent: isTurnTold ? now.spent : told.spent } };
}

/** A line of the log in a session: `round 2/4  note: …`. */
export function lineFor({ rounds, phase, cap }: Session, words: string): string {
  const round = rounds.length + (phase === "REVIEW" ? 1 : 0);
  return clip(visible(`round ${Math.min(round, cap)}/${cap}  ${words}`, 4 * width), width);
}

function standOf(session: Session, told: Told, stop: Stop | undefined): Told {
  const { cap, drafts, rounds, refused, questions, blockers, waiting, failure, spent } = session;
  const last = rounds.at(-1);
  return {
    cap,
    drafts: drafts.length,
    rounds: rounds.length,
    answers: last !== undefined && answersTo(session, last).length > 0 ? last.n : told.answers,
    refused: refused.length,
    questions: questions.map(({ answer }) => answer),
    blockers: blockers.map(({ id }) => id),
    called: waiting?.since,
    failure,
    stop,
    spent: { calls: spent.calls, usd: spent.usd.known, ms: spent.ms.known, silent: spent.usd.missing },
  };
}

/** The planner's decisions about what a round raised. */
const answersTo = ({ findings }: Session, { n, raised }: Round): Choice[] =>
  raised.flatMap((id) => {
    const decision = findings.get(id)?.decision;
    return decision?.round === n ? [decision.disposition] : [];
  });

type Teller = (session: Session, told: Told, now: Told) => string[];

const tellers: readonly Teller[] = [
  ({ cap, limits }, told, now) => {
    const isResumed = told.stop !== undefined && now.stop === undefined;
    if (cap === told.cap && !isResumed) return [];
    const { usd, tokens, minutes } = limits;
    const most = [
      count(cap, "round"),
      ...(usd === undefined ? [] : [`$${usd.toFixed(2)}`]),
      ...(tokens === undefined ? [] : [count(tokens, "token")]),
      ...(minutes === undefined ? [] : [count(minutes, "minute")]),
    ];
    return [`review: ${told.cap === 0 ? "opened" : "goes on"}, at most ${most.join(", ")}`];
  },
  ({ drafts }, told) =>
    drafts.slice(told.drafts).map(({ snapshot, lines }) => `plan: ${snapshot}, ${count(lines, "line")}`),
  ({ rounds }, told, now) => rounds.slice(told.rounds).map((round) => reviewWords(round) + costWords(told, now)),
  (session, told, now) => {
    const round = session.rounds.at(-1);
    if (round === undefined || now.answers === told.answers) return [];
    const answers = answersTo(session, round);
    const many = (choice: Choice) => answers.filter((each) => each === choice).length;
    const counted = `${many("ACCEPT")} accepted, ${many("DEFER")} deferred, ${many("REJECT")} rejected`;
    return [`planner: ${counted}${now.rounds > told.rounds ? "" : costWords(told, now)}`];
  },
  ({ refused, drafts }, told) =>
    refused.slice(drafts.length > told.drafts ? 0 : told.refused).map((why) => `planner: its plan was refused, ${why}`),
  ({ questions }, told) =>
    questions.flatMap(({ id, question, answer }, at) => [
      ...(at < told.questions.length ? [] : [`planner: asks ${id}, ${question}`]),
      ...(answer === undefined || told.questions[at] !== undefined ? [] : [`person: answers ${id}, ${answer}`]),
    ]),
  ({ blockers }, told) =>
    blockers.filter(({ id }) => !told.blockers.includes(id)).map(({ words }) => `person: is waited for, ${words}`),
  ({ waiting }, told) => (waiting === undefined || waiting.since === told.called ? [] : [`${waiting.who}: called`]),
  ({ failure }, told) =>
    failure === undefined || failure === told.failure
      ? []
      : [`${failure.who}: failed, ${failure.kind}: ${failure.words}`],
  (_, told, { stop }) =>
    stop === undefined || told.stop !== undefined ? [] : [`review: stopped, ${stop.reason}: ${stop.words}`],
];

function reviewWords({ verdict, counts, filtered, isStale }: Round): string {
  const found = [
    count(counts.blocker, "blocker"),
    count(counts.major, "major"),
    count(counts.minor, "minor"),
    ...(filtered.length === 0 ? [] : [`${filtered.length} filtered`]),
    ...(isStale ? ["of a plan that has changed since"] : []),
  ];
  return `critic: ${verdict}, ${found.join(", ")}`;
}

/** What the calls since the last turn took; nothing where people play, and no cost where none was told. */
function costWords({ spent: before }: Told, { spent }: Told): string {
  const calls = spent.calls - before.calls;
  if (calls <= 0) return "";
  const silent = spent.silent - before.silent;
  const usd = `${silent > 0 ? "at least " : ""}$${(spent.usd - before.usd).toFixed(2)}`;
  return ` (${silent >= calls ? "n/a" : usd}, ${lasting(spent.ms - before.ms)})`;
}
