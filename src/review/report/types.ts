import type { Choice, Session } from "../types.ts";

/** What a report is made from. */
export interface ReportInput {
  session: Session;
  run: { id: string; goal: string };
  /** Everything the planner has decided about a finding, oldest first, by its id. */
  decisions: ReadonlyMap<string, readonly Decision[]>;
  /** Texts of the session's drafts; `undefined` where one is lost. */
  drafts: readonly (string | undefined)[];
  /** `max_plan_lines` of the config. */
  maxLines: number;
  /** When the page is written, ISO 8601. */
  at: string;
}

/** The planner's answer to a finding, in a round. */
export interface Decision {
  round: number;
  disposition: Choice;
  reason: string;
}
