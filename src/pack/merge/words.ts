import type { Triple } from "./regions.ts";
import { mergeSentence } from "./sentence.ts";

/** Pairing up more lines than this is refused: it costs the square, and nobody rewords that much on both sides by hand. */
const MAX_LINES = 100;

/**
 * Merges lines that both sides changed word by word, the n-th line of each text being the same line.
 *
 * @returns the merged lines, or `undefined` when any doubt remains: a line is more like a neighbour's original than
 * like its own, or `mergeSentence` finds the two edits of a line too close to tell them apart.
 */
export function mergeWords({ user, base, incoming }: Triple): string[] | undefined {
  if (base.length > MAX_LINES) return undefined;
  const merged: string[] = [];
  for (const [at, line] of base.entries()) {
    const result = mergeLine({ user: user[at] ?? "", base: line, incoming: incoming[at] ?? "" });
    if (result === undefined) return undefined;
    merged.push(result);
  }
  return isShuffled(base, user) || isShuffled(base, incoming) ? undefined : merged;
}

interface Line {
  user: string;
  base: string;
  incoming: string;
}

function mergeLine(line: Line): string | undefined {
  const sure = unlessBoth(line);
  if (sure !== undefined) return sure;
  const [user, base, incoming] = [split(line.user), split(line.base), split(line.incoming)];
  const lead = unlessBoth({ user: user.lead, base: base.lead, incoming: incoming.lead });
  const body = mergeSentence(user.body, base.body, incoming.body);
  return lead === undefined || body === undefined ? undefined : lead + body;
}

/** The text that wins when at most one side changed it, or both made the same of it. */
function unlessBoth({ user, base, incoming }: Line): string | undefined {
  if (user === base || user === incoming) return incoming;
  return incoming === base ? user : undefined;
}

/**
 * Splits what a line is (indentation, quote marks, bullet, tick box, heading marks) from what it says. The two are
 * independent: ticking an item and rewording its first word are not edits of the same thing.
 */
function split(line: string): { lead: string; body: string } {
  const lead = /^\s*(?:>\s*)*(?:(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?|#{1,6}\s+)?/.exec(line)?.[0] ?? "";
  return { lead, body: line.slice(lead.length) };
}

/** Whether some line is more like another line's original than like its own: the lines then do not pair up by number. */
function isShuffled(base: readonly string[], side: readonly string[]): boolean {
  const before = base.map(wordsOf);
  const after = side.map(wordsOf);
  return before.some((words, at) => {
    const own = countShared(words, after[at]);
    return after.some((other, otherAt) => {
      const isCloser = countShared(words, other) > own || countShared(before[otherAt], after[at]) > own;
      return otherAt !== at && isCloser;
    });
  });
}

function wordsOf(line: string): Set<string> {
  return new Set(line.match(/[\p{L}\p{N}]+/gu));
}

function countShared(a: Set<string> | undefined, b: Set<string> | undefined): number {
  let count = 0;
  for (const word of a ?? []) if (b?.has(word)) count++;
  return count;
}
