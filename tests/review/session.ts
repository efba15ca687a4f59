import { happening, type NewEvent, type ReviewEvent } from "../../src/review/events.ts";
import { foldSession } from "../../src/review/fold/fold.ts";
import { dueOf } from "../../src/review/phases.ts";
import { decideStop } from "../../src/review/stop/index.ts";
import type { Choice, Disposition, Draft, Limits, RawFinding, Session, Stop } from "../../src/review/types.ts";

/** A finding; what is not given is as plain as can be. */
export const finding = (given: Partial<RawFinding> = {}): RawFinding => ({
  id: "F1",
  severity: "major",
  section: "M1",
  evidence: "`src/m1.ts` has no such export",
  problem: "The interface does not exist",
  resolution: "Name the interface that exists",
  ...given,
});

/** A draft; `text` stands for its words. */
export const draft = (text: string, given: Partial<Draft> = {}): Draft => ({
  fingerprint: text,
  structure: text,
  lines: 100,
  snapshot: "draft-1.md",
  units: {},
  notes: [],
  errors: [],
  changed: [],
  ...given,
});

/** A session that is played event by event. */
export interface Played {
  events: ReviewEvent[];
  session(): Session;
  stop(): Stop | undefined;
  happen(...events: NewEvent[]): Played;
  /** The next draft and what the critic says of it. */
  round(text: string, findings: RawFinding[], more?: Partial<Reviewing>): Played;
  /** The planner's answer to everything that waits for one; ACCEPT unless it is named. */
  answer(choices?: Record<string, Choice>): Played;
}

interface Reviewing {
  verdict: "GO" | "NO-GO";
  keep: string[];
  trim: string[];
  stale: boolean;
  draft: Partial<Draft>;
}

export function play({ cap = 4, limits = {} }: { cap?: number; limits?: Limits } = {}): Played {
  const events: ReviewEvent[] = [];
  const played: Played = {
    events,
    session: () => foldSession(events),
    stop: () => decideStop(foldSession(events)),
    happen: (...more) => {
      events.push(...more.map((event) => happening(event, new Date(Date.UTC(2026, 10, 20) + events.length * 1000))));
      return played;
    },
    round: (text, findings, { verdict = "NO-GO", keep = [], trim = [], stale = false, draft: about = {} } = {}) => {
      const file = `review-${foldSession(events).rounds.length + 1}.md`;
      return played.happen(
        { type: "draft", ...draft(text, about) },
        { type: "review", verdict, findings, keep, trim, file, stale },
      );
    },
    answer: (choices = {}) => {
      const dispositions = dueOf(foldSession(events)).map(
        (id): Disposition => ({ id, disposition: choices[id] ?? "ACCEPT", reason: "because" }),
      );
      return played.happen({ type: "dispositions", dispositions });
    },
  };
  return played.happen({ type: "opened", cap, limits, program: "0.1.0", commit: null, prompts: {}, agents: {} });
}
