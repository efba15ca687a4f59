import { normalise, toLines } from "../text.ts";
import type { Conflict } from "./chunks.ts";
import type { MergeInput } from "./types.ts";

/** Git's width; the least that people and editors know as a marker. */
const USUAL_WIDTH = 7;

/** The marker width for these texts: seven, or one more than the longest run of a marker character that starts a line. */
export function markerWidth(texts: readonly (readonly string[])[]): number {
  let width = USUAL_WIDTH;
  for (const lines of texts) {
    for (const line of lines) {
      const run = /^(?:<{7,}|\|{7,}|={7,}|>{7,})/.exec(line)?.[0].length ?? 0;
      width = Math.max(width, run + 1);
    }
  }
  return width;
}

/** The conflict as lines, in the style of `diff3`: the user's, the base's and the incoming text between markers. */
export function markConflict(conflict: Conflict, labels: MergeInput["labels"], width: number): string[] {
  const marker = (sign: string, label: string): string => `${sign.repeat(width)} ${label.replace(/[\r\n]+/g, " ")}`;
  return [
    marker("<", labels.user),
    ...conflict.user,
    marker("|", labels.base),
    ...conflict.base,
    "=".repeat(width),
    ...conflict.incoming,
    marker(">", labels.incoming),
  ];
}

/**
 * Finds what is left of a conflict that an upgrade wrote, known by its labels `yours` and `template …`, even when only
 * one of the labelled markers remains. A row of `=` alone is no sign: it underlines headings.
 *
 * @param own a text whose marker lines are content, such as the template, which may show an example of a conflict
 * @returns the first marker's line, counted from 1, and its width
 */
export function findConflictMarkers(text: string, own = ""): { line: number; width: number } | undefined {
  const content = new Set(toLines(normalise(own)));
  for (const [at, line] of toLines(normalise(text)).entries()) {
    const sign = /^(?:(<{7,}) yours|(?:(\|{7,})|(>{7,})) template \S.*)$/.exec(line);
    const width = (sign?.[1] ?? sign?.[2] ?? sign?.[3])?.length;
    if (width !== undefined && !content.has(line)) return { line: at + 1, width };
  }
  return undefined;
}
