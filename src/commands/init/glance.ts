import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { stateDir } from "../../pack/paths.ts";
import { readSeal } from "../../pack/seal.ts";
import { Exit, type ExitCode } from "../../ui/exit.ts";
import { outputFor } from "../../ui/output.ts";
import type { Proc } from "../../ui/process.ts";
import { upToDate } from "./words.ts";

/** Flags that change nothing about a run that finds everything in order. */
const plainFlags = new Set(["cwd", "yes", "check", "conflict"]);

/**
 * Answers a run that has nothing to do, without loading what any other run needs; that is most of the time that it takes.
 *
 * @returns the exit code, or `undefined` when it takes a closer look
 */
export function glance(proc: Proc, flags: Record<string, unknown>): ExitCode | undefined {
  const given = Object.keys(flags).filter((flag) => flags[flag] !== undefined);
  if (given.some((flag) => !plainFlags.has(flag)) || proc.env.GIT_DIR !== undefined) return undefined;
  const root = nearestInstalled(path.resolve(proc.cwd, String(flags.cwd)));
  const packs = root === undefined ? undefined : readSeal(root);
  if (root === undefined || packs === undefined) return undefined;
  const output = outputFor(proc, false);
  output.lines([output.paint.bold(upToDate(packs, root))]);
  return Exit.Good;
}

/** The nearest folder upwards where plan-init has been, as long as the repository does not end before. */
function nearestInstalled(start: string): string | undefined {
  if (!existsSync(start)) return undefined;
  for (let folder = realpathSync(start); ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, stateDir))) return folder;
    if (existsSync(path.join(folder, ".git")) || folder === path.dirname(folder)) return undefined;
  }
}
