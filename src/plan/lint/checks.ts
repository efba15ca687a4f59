import type { Validation } from "../types.ts";
import { isUnfilled, isVague } from "./words.ts";

/** What a check's outcome is: what follows the arrow, else what stands beside the command; `undefined` when nothing does. */
export function outcomeOf({ kind, text, command, expected }: Validation): string | undefined {
  if (expected !== undefined && expected !== "") return expected;
  // Steps in one sentence, what is to be seen in the next.
  if (kind === "manual") return /[;；.。]\s*(\S+(?:\s+\S+){2,}|[^\s\x20-\x7e]{4,}\S*)\s*$/u.exec(text)?.[1];
  if (kind !== "command" || command === undefined) return undefined;
  const beside = text.replace(command, " ");
  return /[\p{L}\p{N}]/u.test(beside) ? beside.trim() : undefined;
}

/** The steps of a check that is not a command: what stands before the arrow. */
export const stepsOf = ({ text }: Pick<Validation, "text">): string =>
  (text.split(/→|⇒|->|=>/)[0] ?? "").replace(/^\s*manual(?:ly)?\s*[:：]/i, "").trim();

/** Whether somebody could carry a check out: an exact command, or steps that name something and what is to be seen. */
export function isRunnable(check: Validation): boolean {
  if (check.kind === "command") return true;
  if (isUnfilled(check.text)) return true;
  const steps = stepsOf(check);
  if (check.kind === "manual") return !isVague(steps) || isUnfilled(steps);
  return check.expected !== undefined && !(isVague(steps) || isVague(check.expected));
}
