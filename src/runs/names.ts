/** Where runs are kept, a folder each. */
export const runsDir = "planning/_runs";

const longestSlug = 40;

/** A folder's name as a run has it: when it was opened, what it is about, and perhaps what tells it from its like. */
const runName = /^(\d{4})-(\d{2})-(\d{2})T(\d{2})(\d{2})(\d{2})Z-[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?$/;

/** Whether a name, perhaps from a plan that anybody may have written, is one that a run's folder can have. */
export const isRunName = (name: string): boolean => runName.test(name);

/**
 * The name of a run's folder. Names sort by time.
 *
 * @param salt tells runs apart that are opened in the same second, on two machines for one; a few lower-case letters and digits
 */
export const nameRun = (at: Date, slug: string, salt: string): string => `${stampOf(at)}-${slug}-${salt}`;

/** The moment as names have it, in UTC: no colons, which Windows refuses. */
const stampOf = (at: Date): string => isoSeconds(at).replaceAll(":", "");

/** ISO 8601 in UTC, to the second. */
export const isoSeconds = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, "Z");

/** When the run of a name was opened, by the clock of the machine that named it. */
export function openedAt(name: string): Date | undefined {
  const [, ...parts] = runName.exec(name) ?? [];
  const [year, month, day, hour, minute, second] = parts.map(Number);
  if (year === undefined) return undefined;
  return new Date(Date.UTC(year, (month ?? 1) - 1, day, hour, minute, second));
}

/** What a name that was cut does not end in. */
const dangling = /(?:-(?:an?|and|as|at|by|for|from|in|is|of|on|or|so|that|the|to|when|with))+$/;

/**
 * A goal as a part of a name: lower-case ASCII words with dashes between, at most 40 characters; empty when none is left. One that is
 * too long ends behind a word that may be the last.
 */
export function slugOf(text: string): string {
  const words = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  let slug = "";
  for (const word of words ?? []) {
    const longer = slug === "" ? word.slice(0, longestSlug) : `${slug}-${word}`;
    if (longer.length > longestSlug) return slug.replace(dangling, "");
    slug = longer;
  }
  return slug;
}
