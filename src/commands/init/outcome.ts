import type { FileReport, Manifest } from "../../pack/types.ts";
import { Exit, type ExitCode } from "../../ui/exit.ts";

/** What a run came to, in the word that `--json` and scripts use. */
export type Result = "created" | "upgraded" | "current" | "conflicts" | "refused";

const needsPerson = (report: FileReport): boolean => report.action === "conflict" || report.action === "skipped";

/**
 * The result of a run from what it decided. Pure.
 *
 * @param before the manifest as it was
 * @param changed whether anything is written
 */
export function resultOf(reports: readonly FileReport[], before: Manifest | undefined, changed: boolean): Result {
  if (reports.some(needsPerson)) return "conflicts";
  if (!changed) return "current";
  return before === undefined ? "created" : "upgraded";
}

/**
 * The exit code of a result. With `--check`, nothing was written: what would be is 3, what waits for a person already is 4.
 *
 * @param changed whether anything is, or would be, written
 */
export function exitOf(result: Result, check: boolean, changed: boolean): ExitCode {
  if (check && changed) return Exit.NotYet;
  return result === "conflicts" || result === "refused" ? Exit.Person : Exit.Good;
}
