import type { DeltaStatus } from "../delta/parse.ts";
import type { EvidenceLog } from "../evidence/record.ts";
import type { Baseline } from "../repo/facts.ts";
import type { Session } from "../review/types.ts";
import type { Crowd } from "../runs/crowd.ts";
import type { Examination } from "../runs/examine.ts";
import type { Stale } from "./review.ts";

/** A developer's report as far as the board tells of it. */
export interface DeltaSeen {
  /** Name of its file in the run's folder. */
  name: string;
  /** Id of the milestone that it is about. */
  milestone: string | undefined;
  status: DeltaStatus | undefined;
  /** When the file was written. */
  at: Date;
}

/** Everything that `status` tells of, as it was found. */
export interface Gathered {
  root: string;
  now: Date;
  /** Whether plan-init has been here. */
  isInstalled: boolean;
  /** `max_plan_lines` of the config. */
  maxLines: number;
  /** The plan as `check` sees it; `undefined` when there is none. */
  seen: Examination | undefined;
  /** What keeps the plan, or the record of its run, from being read. */
  trouble: "plan" | "run" | undefined;
  /** Where the repository stands now. */
  baseline: Baseline;
  evidence: EvidenceLog;
  /** Files of the plan that differ between HEAD and the commits that evidence was taken at; without those that git lacks. */
  changed: ReadonlyMap<string, ReadonlySet<string>>;
  /** Oldest first. */
  deltas: readonly DeltaSeen[];
  /** How many lines the snapshots have that are there, by iteration. */
  snapshots: ReadonlyMap<number, number>;
  /** Names of what is in the run's folder. */
  files: readonly string[];
  crowd: Crowd;
  /** Rounds of review by the run's id: of the plan's run, and of those that are unfinished. */
  reviews: ReadonlyMap<string, Session>;
  stale: readonly Stale[];
  notes: readonly string[];
}
