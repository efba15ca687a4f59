import type { Intent, Outline } from "../outline.ts";
import type { Place, Plan } from "../types.ts";
import type { Level, RuleId } from "./rule-ids.ts";

export type Severity = Exclude<Level, "off">;

/** What a rule found: where, the text it is about, one sentence on what is wrong and why, one on what to do. */
export interface Finding extends Place {
  rule: RuleId;
  severity: Severity;
  /** The matched text, or the heading or label at the place; never empty. */
  text: string;
  /** The milestone or item that it is about. */
  id: string | undefined;
  what: string;
  fix: string;
}

/** What a plan is linted against. A fact that is `undefined` is not known, and rules that need it stay silent. */
export interface LintFacts {
  /** Longest plan in lines: `max_plan_lines` of the config. */
  maxLines: number;
  /** Whether the baseline's commit exists in this repository. */
  commitExists?: boolean;
  /** Commits since the baseline that touch paths of the plan. */
  drift?: Drift[];
  /** Whether a path existed at the baseline; asked for each path that is to be modified. */
  existsAtBaseline?: (path: string) => boolean;
  /** Commands recorded as failing at the baseline. */
  redCommands?: string[];
  /** Goals, non-goals, constraints and statements of criteria, as the run's first record froze them. */
  frozen?: Intent;
  /** Acceptance criteria of the filed work that the run is about. */
  wanted?: readonly string[];
  /** Structure of the run's last record. */
  previous?: Outline;
  /** Ids of milestones that earlier records of any run of this plan used, with the title they had. */
  usedIds?: ReadonlyMap<string, string>;
}

/** One commit since the baseline, and which of the plan's own paths it touches. */
export interface Drift {
  commit: string;
  subject: string;
  paths: string[];
}

/** What a rule is given. */
export interface LintSubject {
  plan: Plan;
  facts: LintFacts;
}

/** A rule without its severity and name, which the engine adds. */
export type Complaint = Omit<Finding, "rule" | "severity">;

/** One rule: its documentation and its check. The docs are generated from these. */
export interface Rule {
  /** `milestone/no-validation` */
  id: RuleId;
  severity: Severity;
  /** One sentence for the table: what it complains of. */
  summary: string;
  /** Why it matters, one or two sentences. */
  why: string;
  /** A piece of a plan that it accepts, and one that it does not; a fact that it needs is told in a comment. */
  good: string;
  bad: string;
  check(subject: LintSubject): Complaint[];
}
