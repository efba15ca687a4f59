import { isDeepStrictEqual } from "node:util";
import type { Drift } from "../plan/lint/types.ts";
import type { Intent } from "../plan/outline.ts";
import { deltaContradicts, reviewRefuses } from "./own-commits.ts";
import { settledFingerprint } from "./record.ts";
import type { Run } from "./run.ts";

/** What may have become known since a plan was settled. */
export interface Knowledge {
  drift: readonly Drift[];
  /** What is odd about the baseline itself: gone, or no longer in HEAD's history; a clause each. */
  baseline: readonly string[];
  /** Texts of the run's deltas and reviews by file name. */
  files: ReadonlyMap<string, string>;
  intent: Intent;
  fingerprint: string;
}

/** What is new since the run ended, a clause each; empty when nothing is. */
export function newsSince(run: Run, { drift, baseline, files, intent, fingerprint }: Knowledge): string[] {
  const commits = drift.map(({ commit }) => `\`${commit.slice(0, 7)}\``).slice(0, 3);
  const more = drift.length > commits.length ? ", …" : "";
  return [
    ...(drift.length === 0 ? [] : [`${count(drift.length, "commit")} on its paths (${commits.join(", ")}${more})`]),
    ...baseline,
    ...deltasAgainst(files).map((name) => `\`${name}\` says that something was found to be otherwise`),
    ...(isRefused(files) ? ["the last review ends in NO-GO"] : []),
    ...(run.intent === null || isDeepStrictEqual(run.intent, intent) ? [] : ["its intent was changed"]),
    ...(fingerprint === settledFingerprint(run) ? [] : ["its structure was changed"]),
  ];
}

const deltasAgainst = (files: ReadonlyMap<string, string>): string[] =>
  [...files].filter(([name, text]) => name.startsWith("delta-") && deltaContradicts(text)).map(([name]) => name);

function isRefused(files: ReadonlyMap<string, string>): boolean {
  const numberOf = (name: string) => Number(/^review-(\d+)\.md$/.exec(name)?.[1] ?? 0);
  const reviews = [...files].filter(([name]) => numberOf(name) > 0).sort(([a], [b]) => numberOf(b) - numberOf(a));
  return reviewRefuses(reviews[0]?.[1] ?? "");
}

/** `1 commit`, `2 commits`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
