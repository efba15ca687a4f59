import type { Config } from "../config/schema.ts";
import type { Situation } from "../pack/decide/types.ts";
import type { FileReport, Manifest } from "../pack/types.ts";
import type { Baseline } from "../repo/facts.ts";
import type { FormatterFinding } from "../repo/formatters.ts";
import type { Sharing } from "../repo/sharing.ts";
import type { Stale } from "../status/review.ts";
import type { Reference } from "./references.ts";

/** Something that the doctor found. */
export interface Finding {
  /** Stable name, e.g. `files/unresolved`. */
  check: string;
  /** `error` and `warning` want mending; `info` is worth knowing. */
  severity: "error" | "warning" | "info";
  path?: string | undefined;
  /** Counted from 1. */
  line?: number | undefined;
  /** One sentence, no full stop. */
  what: string;
  /** The act that mends it; commands in backticks, what is to be copied on lines of its own. */
  fix?: string | undefined;
}

/** An expected failure met while looking, in place of what could not be had. */
export interface Trouble {
  message: string;
  fix: string | undefined;
}

/** What the next upgrade would see and do. */
export interface Upgrade {
  situation: Situation;
  reports: FileReport[];
  unresolved: { path: string; line: number }[];
  /** How many files would be written. */
  changes: number;
}

/** Everything the checks look at, gathered beforehand. */
export interface Subject {
  installed: { manifest: Manifest | undefined } | Trouble;
  config: Config | Trouble | undefined;
  /** Names of the packs in use besides the built-in one; looked at only where the config, which says where they are, is gone. */
  teamPacks: string[];
  /** What is wrong with the templates. */
  pack: Trouble | undefined;
  /**
   * What is on disk, and, unless config or pack are in trouble, what the templates say now, else what they said last;
   * absent while the manifest is in trouble.
   */
  upgrade: Upgrade | undefined;
  baseline: Baseline;
  /** What of ours others do not get through git. */
  sharing: Sharing;
  /** Where installed files send their reader to a file that is not there. */
  dangling: Reference[];
  formatters: FormatterFinding[];
  /** What the review policy has something to say of. */
  stale: Stale[];
  /** Whether an interrupted run left its journal. */
  interrupted: boolean;
}

/** One thing that is looked at. Pure. */
export type Check = (subject: Subject) => Finding[];

export const isTrouble = (value: object | undefined): value is Trouble => value !== undefined && "message" in value;

/** A check of what is installed. */
export const ofUpgrade =
  (check: (upgrade: Upgrade, subject: Subject) => Finding[]): Check =>
  (subject) =>
    subject.upgrade === undefined ? [] : check(subject.upgrade, subject);
