import { stripVTControlCharacters } from "node:util";
import { visible } from "../../config/words.ts";
import { columnsOf } from "../../ui/columns.ts";
import type { MaybeTty } from "../../ui/process.ts";

/** Lines at the end of what a terminal shows, that are drawn anew in their place. */
export interface Frame {
  /** Draws lines in the place of those before; none where nothing has changed. */
  draw(lines: readonly string[]): void;
  /** Writes a line that stays, above the frame; the frame is gone until it is drawn again. */
  above(text: string): void;
  /** Leaves what is drawn where it is. */
  leave(): void;
}

const up = (rows: number): string => (rows > 0 ? `\x1b[${rows}A` : "");
const clearLine = "\x1b[K";
const clearBelow = "\x1b[J";

/** The cursor stays below the frame and is never hidden, so that nothing has to be put right however the program ends. */
export function frameOn(stream: MaybeTty<NodeJS.WritableStream>): Frame {
  let drawn: string[] = [];
  let columns = 0;

  /** Terminals fold lines that became too long for them. */
  const rows = (): number => {
    const width = Math.max(1, stream.columns ?? columns);
    return drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(columnsIn(line) / width)), 0);
  };
  return {
    draw: (lines) => {
      const isResized = columns !== (stream.columns ?? columns);
      if (!isResized && lines.length === drawn.length && lines.every((line, at) => line === drawn[at])) return;
      const start = `${up(rows())}\r${isResized ? clearBelow : ""}`;
      // In one go, so that no half of it is seen.
      stream.write(`${start}${lines.map((line) => `${line}${clearLine}\n`).join("")}${clearBelow}`);
      drawn = [...lines];
      columns = stream.columns ?? columns;
    },
    above: (text) => {
      stream.write(
        `${up(rows())}\r${clearBelow}${text
          .split("\n")
          .map((line) => visible(line, 2000))
          .join("\n")}\n`,
      );
      drawn = [];
    },
    leave: () => {
      drawn = [];
    },
  };
}

const columnsIn = (line: string): number => columnsOf(stripVTControlCharacters(line).trimEnd());
