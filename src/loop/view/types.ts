import type { ReviewStanding } from "../../review/standing.ts";
import type { Phase, ReviewVerdict, Session, Severity, Stop } from "../../review/types.ts";

/** How a loop is seen while it goes on. */
export interface LiveView {
  /**
   * Shows where the session stands.
   *
   * @param hasMore whether more is known to have happened, which is shown next: then nobody asks yet whether it stops here
   */
  show(session: Session, hasMore?: boolean): void;
  /** Says something that passes: on a terminal above the panel, else as a line of its own. */
  line(text: string): void;
  /** Leaves the terminal to a question; the next `show` goes on. */
  pause(): void;
  /** Leaves the last frame where it is, and the terminal as it was. */
  end(): void;
}

/** What a session is about. */
export interface Subject {
  /** The run's id. */
  run: string;
  goal: string;
  /** `max_plan_lines` of the config. */
  maxLines: number;
}

/** Who has the next word. */
export type Awaited = "critic" | "planner" | "person" | "nobody";

/** Where a session stands, as far as it is shown. */
export interface Progress extends Subject {
  /** The round that is played, or was played last; 0 before the first. */
  round: number;
  /** Most rounds. */
  max: number;
  phase: Phase;
  kind: ReviewStanding["kind"];
  /** Of the newest round. */
  verdict: ReviewVerdict | undefined;
  /** How many findings of each severity counted, by round. */
  series: Record<Severity, number[]>;
  /** What the planner's newest answers to all findings are, what waits for one, and how often a decided one was filtered. */
  answers: Record<"accepted" | "deferred" | "rejected" | "open" | "filtered", number>;
  /** Lines of the newest draft, and how many more than those of the draft that was reviewed before it. */
  plan: { lines: number; change: number | undefined } | undefined;
  /** `n/a` where no agent tells, `at least` where not all do. */
  spent: { calls: number; usd: string; tokens: string };
  /** When it was opened, and when it came to its end; ISO 8601. */
  opened: string;
  closed: string | undefined;
  awaited: Awaited;
  /** Whether an agent was called and is at work. */
  isAtWork: boolean;
  /** From when on that one has been awaited. */
  since: string;
  stop: Stop | undefined;
  /** What comes next, one sentence. */
  next: string;
}
