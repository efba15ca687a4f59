// Below this share of common lines two documents are two documents; git draws its line for renames at the same place.
export const threshold = 0.5;

/** Whether one text may well be a later version of the other. */
export const isSimilar = (a: string, b: string): boolean => similarity(a, b) >= threshold;

/**
 * How alike two texts are: the share of lines they have in common, from 0 to 1, counted as multisets, so that
 * moved sections do not matter. Blank lines do not count.
 */
export function similarity(a: string, b: string): number {
  const left = countLines(a);
  const right = countLines(b);
  let common = 0;
  for (const [line, count] of left) common += Math.min(count, right.get(line) ?? 0);
  const total = sum(left) + sum(right);
  return total === 0 ? 0 : (2 * common) / total;
}

function countLines(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of text.split(/\r\n|\r|\n/)) {
    const content = line.trim();
    if (content !== "") counts.set(content, (counts.get(content) ?? 0) + 1);
  }
  return counts;
}

const sum = (counts: Map<string, number>): number => [...counts.values()].reduce((total, count) => total + count, 0);
