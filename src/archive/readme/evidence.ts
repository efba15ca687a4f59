import { subjectOf } from "../../delta/newest-evidence.ts";
import type { Evidence } from "../../evidence/record.ts";
import { markdownCode } from "../../pack/helpers.ts";
import type { Validation } from "../../plan/types.ts";
import { cut, prose } from "../../runs/prose.ts";

/** Digits of a commit's hash that tell it from others. */
const hashLength = 10;

/** A commit as people know it, as code. */
export const shortHash = (hash: string): string => markdownCode(hash.slice(0, hashLength));

/**
 * A check with what was last seen of it.
 *
 * @param evidence what may speak of it, oldest first
 */
export function checkLine({ kind, command, text, expected }: Validation, evidence: readonly Evidence[]): string {
  const subject = kind === "command" && command !== undefined ? command : text;
  const asked = kind === "command" ? code(subject) : prose(subject, 200);
  const wanted = expected === undefined ? "" : ` → ${prose(expected, 160)}`;
  const newest = evidence.findLast((line) => subjectOf(line) === subject);
  return `${asked}${wanted}: ${newest === undefined ? "no evidence" : seen(newest)}`;
}

/** A command as code, on one line. */
export const code = (command: string): string => markdownCode(cut(command, 300));

/** What a line of evidence says: when, what came out, at which commit. */
export function seen(line: Evidence): string {
  if (line.by === "hand") return `by hand, ${exitWords(line)}${at(line.commit)}`;
  const result = line.passed ? "passed" : "failed";
  const what = line.kind === "manual" ? `seen: ${prose(line.seen, 200)}` : exitWords(line);
  return `${result} ${line.at}, ${what}${at(line.commit)}${line.dirty ? " with uncommitted changes" : ""}`;
}

/** How a command ended. */
function exitWords(line: Extract<Evidence, { kind: "command" }>): string {
  if (line.by === "verify" && line.timedOut) return "timed out";
  if (line.exit !== null) return `exit ${line.exit}`;
  return line.by === "verify" && line.signal !== null ? `ended by ${prose(line.signal, 20)}` : "no exit status";
}

const at = (commit: string | null | undefined): string => (commit ? `, at ${shortHash(commit)}` : "");
