import * as z from "zod/mini";
import { localDir } from "../../pack/paths.ts";

/** Of this machine only: a skip is no reason for a commit. */
export const skipsPath = `${localDir}/strategy-skips.json`;

const skipsSchema = z.array(z.strictObject({ at: z.string(), why: z.string() }));

/** A run that was not opened, and why. */
export type Skip = z.infer<typeof skipsSchema>[number];

const mostKept = 50;

/** The skips on record, oldest first; what cannot be read is no loss. */
export function parseSkips(text: string | undefined): Skip[] {
  try {
    return skipsSchema.parse(JSON.parse(text ?? "[]"));
  } catch {
    return [];
  }
}

/** The skips with one more; the oldest give way. */
export const addSkip = (skips: readonly Skip[], skip: Skip): Skip[] => [...skips, skip].slice(-mostKept);

/** How often nothing was done since the last run, in one clause; `undefined` for never. */
export function skipWords(skips: readonly Skip[], since: string): string | undefined {
  const late = skips.filter(({ at }) => at > since);
  const last = late.at(-1);
  if (last === undefined) return undefined;
  return `${late.length === 1 ? "once" : `${late.length} times`}, last at ${last.at}: ${last.why}`;
}
