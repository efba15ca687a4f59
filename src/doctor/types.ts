import type { Config } from "../config/schema.ts";
import type { Situation } from "../pack/decide/types.ts";
import type { FileReport, Manifest } from "../pack/types.ts";
import type { Baseline } from "../repo/facts.ts";
import type { FormatterFinding } from "../repo/formatters.ts";

/** Something that the doctor found. */
export interface Finding {
  /** Stable name, e.g. `conflict/unresolved`. */
  check: string;
  /** `error` and `warning` want mending; `info` is worth knowing. */
  severity: "error" | "warning" | "info";
  path?: string | undefined;
  /** Counted from 1. */
  line?: number | undefined;
  /** One sentence, no full stop. */
  what: string;
  /** The command, or the act, that mends it. */
  fix?: string | undefined;
}

/** An expected failure met while looking, in place of what could not be had. */
export interface Trouble {
  message: string;
  fix: string | undefined;
}

/** Everything the checks look at, gathered beforehand. */
export interface Subject {
  installed: { manifest: Manifest | undefined } | Trouble;
  config: Config | Trouble | undefined;
  /** What is on disk and what the templates say now; absent while manifest, config or pack are in trouble. */
  upgrade:
    | { situation: Situation; reports: FileReport[]; unresolved: { path: string; line: number }[]; changes: number }
    | Trouble
    | undefined;
  baseline: Baseline;
  /** Paths of ours that git ignores. */
  ignored: string[];
  formatters: FormatterFinding[];
  /** Whether an interrupted run left its journal. */
  interrupted: boolean;
  /** About how many o200k tokens the installed prompts, by path, with the ceiling where there is one. */
  tokens: { path: string; tokens: number; ceiling: number }[];
}

/** One thing that is looked at. Pure. */
export type Check = (subject: Subject) => Finding[];

export const isTrouble = (value: object | undefined): value is Trouble => value !== undefined && "message" in value;
