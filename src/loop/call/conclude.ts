import { literal } from "../../config/words.ts";
import type { End } from "../../processes/see-out.ts";
import { extractJson } from "../../review/answers/extract.ts";
import { durationWords } from "../../verify/outcome.ts";
import { overheard } from "../outputs/failures.ts";
import { readOutput } from "../outputs/index.ts";
import type { Heard, Output } from "../outputs/types.ts";
import type { Agent, CallResult, Failed, FailureKind } from "../types.ts";

/** Most that an agent may print, in bytes. */
export const mostPrinted = 32 * 1024 * 1024;

/** A call that has come to its end. */
export interface Concluded {
  end: End | "flood";
  /** How long it took, and how long it might have, in milliseconds. */
  ms: number;
  timeout: number;
  /** Where its output is kept, relative to the repository. */
  raw: string;
}

/**
 * What came of a call. Pure. Of one that ran out of time only an answer that its client has marked as the end of its turn counts;
 * of one that was interrupted, or printed without end, none does. An exit status other than 0 beside an answer is remarked upon;
 * beside anything else it is the failure.
 */
export function conclude(agent: Agent, output: Output, { end, ms, timeout, raw }: Concluded): CallResult {
  const heard = readOutput(agent, output);
  const usage = { ...heard.spent, ms };
  const fail = (kind: FailureKind, words: string): Failed => ({ ok: false, kind, words, usage, raw });
  const said = (remarks: string[], answer: unknown): CallResult => ({ ok: true, answer, usage, raw, remarks });
  if (end === "abort") return fail("interrupted", "it was interrupted");
  if (end === "flood") return fail("flood", `it printed more than ${mostPrinted / 2 ** 20} MB`);
  if (end === "timeout") {
    const late = `within ${durationWords(timeout)}`;
    if (heard.ok && agent.parse !== "text") return said([`it did not end ${late}`], heard.answer);
    return fail("timeout", `no answer ${late}${troubleOf(heard)}`);
  }
  if (end.exit === 0) return heard.ok ? said([], heard.answer) : fail(heard.kind, heard.words);
  const how = end.exit === null ? `it was ended by ${end.signal}` : `it ended with exit ${end.exit}`;
  if (heard.ok && isAnswer(heard.answer)) return said([`${how}, beside an answer`], heard.answer);
  if (!heard.ok && !isVague(heard.kind)) return fail(heard.kind, heard.words);
  const rest = heard.ok ? String(heard.answer) : heard.words;
  const { kind, words } = overheard([output.stderr, rest].find((text) => text.trim() !== "") ?? "");
  return fail(kind, `${how}: ${words}`);
}

const isAnswer = (answer: unknown): boolean => typeof answer !== "string" || extractJson(answer).ok;

/** Kinds that say what is missing, and not why. */
const isVague = (kind: FailureKind): boolean => kind === "empty" || kind === "unusable";

/** What a client said of its trouble before it ran out of time, such as that it connects again. */
const troubleOf = (heard: Heard): string => (heard.ok || isVague(heard.kind) ? "" : `; it said: ${heard.words}`);

const reasons: Record<string, string> = {
  ENOENT: "what its first line wants to be run by is not there",
  EACCES: "it is not executable",
  ENOEXEC: "the system does not know how to run it",
  E2BIG: "its arguments are too long",
};

/** What came of a command that could not be started, by the system's code. */
export function unstarted(name: string, code: string, raw: string): Failed {
  const usage = { usd: null, tokens: null, ms: 0 };
  if (code === "missing")
    return { ok: false, kind: "not-found", words: `there is no program ${literal(name)}`, usage, raw };
  const words = `${literal(name)} cannot be started: ${reasons[code] ?? code}`;
  return { ok: false, kind: "cannot-start", words, usage, raw };
}
