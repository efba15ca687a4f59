/** Longest memory, in lines. */
export const longestMemory = 100;

/** How many runs there are between two distillations. */
export const memoryEvery = 5;

/** Something of a memory that will not stay true, or makes it too long. */
export interface MemoryFinding {
  line: number;
  kind: "date" | "count" | "hash" | "too long";
  /** What was found. */
  text: string;
}

// As names are written: `may 5` is something else.
const month =
  "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?";

const dates = [
  /\b(?:19|20)\d\d-\d\d(?:-\d\d)?(?![\d-])(?:T[\d:.]+Z?)?/gi,
  /\b\d{1,2}[./]\d{1,2}[./](?:\d\d){1,2}\b/g,
  new RegExp(`\\b${month} \\d{1,2}(?:st|nd|rd|th)?(?:,? (?:19|20)\\d\\d)?\\b`, "g"),
  new RegExp(`\\b\\d{1,2}(?:st|nd|rd|th|\\.)? ${month}(?![a-z])(?: (?:19|20)\\d\\d)?`, "g"),
  /\bq[1-4][ -/](?:19|20)\d\d\b/gi,
  /\b(?:last|this|next) (?:week|month|quarter|year)\b|\b(?:yesterday|today|tomorrow)\b/gi,
];

// Letters and digits both, as hex: `deadbeef` is a word, `1234567` a number.
const hashes = [/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}\b/g];

const things =
  "issues?|prs?|pull requests?|commits?|tests?|items?|runs?|predictions?|prerequisites?|objectives?|constraints?|files?|lines?|tasks?|bugs?|errors?|warnings?|failures?|stars?|users?|branches|tickets?|milestones?|entries|refusals?";

// Their numbers are names: `Node 20 tests`.
const numbered = "node|python|java|php|ruby|http|port|version|schema|exit|code|status|step|phase|milestone";

const counts = [
  new RegExp(`(?<!\\b(?:${numbered}) )(?<![#@.\\w-])\\d[\\d,.]*(?: (?:[a-z-]{2,15})){0,2} (?:${things})\\b`, "gi"),
  /\b\d+(?:[.,]\d+)?(?: ?%| percent\b)/gi,
  /\b\d+ (?:of|out of) \d+\b/gi,
  /\b(?!24\/7\b)\d+ ?\/ ?\d+\b/g,
];

/**
 * What of a memory goes stale: dates, hashes, counts of things. Ids (`#12`, `@slug`), versions, ports and status codes are names, and
 * what stands in a code span is for typing, so numbers are free there.
 *
 * @returns in the order of the text
 */
export function checkMemory(text: string): MemoryFinding[] {
  const lines = text.trimEnd().split(/\r\n|\n|\r/);
  const tooLong: MemoryFinding[] =
    lines.length > longestMemory
      ? [{ line: longestMemory + 1, kind: "too long", text: `${lines.length} lines, more than ${longestMemory}` }]
      : [];
  return [...lines.flatMap((line, index) => staleIn(line, index + 1)), ...tooLong];
}

function staleIn(row: string, line: number): MemoryFinding[] {
  // The end of an address names what it points to.
  const said = row.replace(/\bhttps?:\/\/\S+/g, "");
  const bare = said.replace(/`[^`]*`/g, "``").replace(/<!--.*?-->/g, "");
  const found = (kind: MemoryFinding["kind"], patterns: readonly RegExp[], where: string) =>
    patterns.flatMap((pattern) => [...where.matchAll(pattern)].map(([text]) => ({ line, kind, text })));
  const days = found("date", dates, bare);
  const withoutDates = days.reduce((rest, { text }) => rest.replace(text, ""), bare);
  return [...days, ...found("hash", hashes, said), ...found("count", counts, withoutDates).slice(0, 1)];
}

/**
 * Whether the memory is due: every fifth run, or as many runs after the last one that saw to it.
 *
 * @param number of the run, from 1
 * @param last number of the last run that distilled it; 0 for none
 */
export const isMemoryDue = (number: number, last: number): boolean => number - last >= memoryEvery;
