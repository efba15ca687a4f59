import { hasPrinted, type Printed } from "./prints.ts";

/** How a command ended. */
export interface Ended {
  /** Exit status; `null` when a signal ended it. */
  exit: number | null;
  signal: string | null;
  timedOut: boolean;
}

/** Exit status that a plan expects of a command; `nonzero` for one that has to fail, whichever way. */
export type ExpectedExit = number | "nonzero";

// `status 401` alone speaks of HTTP.
const numbered = /\b(?:exit(?:s|ed)?|return code)(?:\s+(?:with|status|code|is|of))*\s*[:=]?\s*(\d{1,3})\b/i;
const failing = /\b(?:non-?\s?zero|exit(?:s|ed)?\s*(?:≠|!=|<>)\s*0|not\s+0)(?!\w)/i;

/**
 * The exit status that an expected outcome names (`exit 0, 12 passed`), else 0. Of the further words `prints.ts` compares those that are to the
 * letter; the others are for people: totals change with honest work, so they are shown beside what came out.
 */
export function expectedExit(expected: string | undefined): ExpectedExit {
  if (expected === undefined) return 0;
  if (failing.test(expected)) return "nonzero";
  const status = numbered.exec(expected)?.[1];
  return status === undefined || Number(status) > 255 ? 0 : Number(status);
}

/** What a plan expects of a command. */
export interface Expected {
  /** The plan's words for what is to come out. */
  expected: string | undefined;
  /** What they say, to the letter, that it prints. */
  prints: Printed | undefined;
}

/**
 * Whether a command ended as its plan expects. One that was ended by a signal or ran out of time never did.
 *
 * @param tail the last lines of its output; `undefined` where nobody kept them, and the exit status has to do
 */
export function hasPassed(
  { exit, timedOut, tail }: Ended & { tail?: string | undefined },
  { expected, prints }: Expected,
): boolean {
  if (exit === null || timedOut) return false;
  const wanted = expectedExit(expected);
  if (wanted === "nonzero" ? exit === 0 : exit !== wanted) return false;
  return prints === undefined || tail === undefined || hasPrinted(tail, prints);
}

/** How a command ended, in a few words: `exit 1`, `ended by SIGKILL`, `out of time`. */
export function endWords({ exit, signal, timedOut }: Ended): string {
  if (timedOut) return "out of time";
  return exit === null ? `ended by ${signal ?? "a signal"}` : `exit ${exit}`;
}

/** How long something took: `0.4 s`, `12 s`, `3 min 20 s`. */
export function durationWords(ms: number): string {
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const rest = seconds % 60;
  return `${Math.floor(seconds / 60)} min${rest === 0 ? "" : ` ${rest} s`}`;
}
