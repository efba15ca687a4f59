import type { Answers } from "./types.ts";

/**
 * The command line that would have skipped the questions, quoted for a POSIX shell.
 *
 * @param folder what `-C` said; `.` where it was left out
 */
export function skipLine(answers: Answers, folder = "."): string {
  const flags = Object.entries(answers).map(([key, value]) => `--set ${shellQuote(`${key}=${setText(value)}`)}`);
  const place = folder === "." ? [] : [`-C ${shellQuote(folder)}`];
  return ["plan-init", ...place, "--yes", ...flags].join(" ");
}

/** A value as `--set` reads it. */
function setText(value: unknown): string {
  if (!Array.isArray(value)) return value === undefined ? "" : String(value);
  const items = value.map(String);
  const isPlain =
    items.every((item) => item !== "" && item === item.trim() && !item.includes(",")) && !items[0]?.startsWith("[");
  return isPlain ? items.join(",") : JSON.stringify(items);
}

/** One word for a POSIX shell. Newlines stand as they are between the quotes: `$'…'` is not known everywhere. */
export function shellQuote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
