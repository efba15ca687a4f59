import { visible } from "../../config/words.ts";
import { withhold } from "../secrets.ts";

/** A part of what the agent reads. */
export interface Part {
  title: string;
  /** What files, git or people say: shown as data, never as words to the reader. */
  data: string;
  /** What stands there when there is none. */
  empty: string;
  /** Most bytes of the whole section, heading and all. */
  budget: number;
}

const longestLine = 400;

const bytes = (text: string): number => Buffer.byteLength(text);

/**
 * A section of markdown that keeps its budget: data in a fence that nothing in it can close, without what is invisible or looks like a
 * secret. What was cut is said.
 */
export function section({ title, data, empty, budget }: Part): string {
  const all = rowsOf(data);
  // Each takes a byte at least, so no more of them can fit.
  const lines = visibleLines(all.slice(0, budget));
  if (lines.length === 0) return `## ${title}\n\n${empty}\n`;
  const fence = "`".repeat(longestFence(lines) + 1);
  const frame = (shown: readonly string[], note: string): string =>
    `## ${title}\n\n${fence}text\n${shown.map((line) => `${line}\n`).join("")}${fence}\n${note}`;
  const whole = frame(lines, "");
  if (lines.length === all.length && bytes(whole) <= budget) return whole;
  const room = budget - bytes(frame([], cutNote(all.length, all.length)));
  const shown = fitting(lines, room);
  return frame(shown, cutNote(shown.length, all.length));
}

const cutNote = (shown: number, all: number): string => `\nCut: the first ${shown} of ${all} lines are shown.\n`;

/** As many lines from the start as fit into so many bytes; of a first one that does not, its beginning. */
function fitting(lines: readonly string[], room: number): string[] {
  let used = 0;
  const count = lines.findIndex((line) => {
    used += bytes(line) + 1;
    return used > room;
  });
  if (count > 0) return lines.slice(0, count);
  const [first = ""] = lines;
  return room < 2
    ? []
    : [
        Buffer.from(first)
          .subarray(0, room - 1)
          .toString("utf8")
          .replace(/\ufffd+$/, ""),
      ];
}

function rowsOf(data: string): string[] {
  const rows = data.split(/\r\n|\n|\r/);
  while (rows.at(-1)?.trim() === "") rows.pop();
  return rows;
}

const visibleLines = (rows: readonly string[]): string[] =>
  rows.length === 0
    ? []
    : withhold(rows.join("\n"))
        .split("\n")
        .map((line) => visible(line.replaceAll("\t", "  "), longestLine).trimEnd());

const longestFence = (lines: readonly string[]): number =>
  Math.max(2, ...lines.map((line) => Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length))));
