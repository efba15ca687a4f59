import { type BlockSearch, dropBlock, findBlock, gapBefore, putBlock, type Setting } from "../block.ts";
import { normalise, restyle } from "../text.ts";
import type { FileMode, OnDisk } from "../types.ts";

/** What the decision table looks at: a whole file, or the inside of our block in it. */
export interface Subject {
  now: OnDisk | { kind: "damaged"; line: number; why: string };
  /** The whole file's content with the template's LF text in place, in the user's line endings. */
  put(text: string): string;
  /** The same for a text that has the user's line endings already. */
  putStyled(text: string): string;
  /** The whole file's content without it; `null` when the file should go. */
  drop(): string | null;
  /** What is written around a block that comes into the file; `undefined` for files, and for blocks that are there. */
  setting: Setting | undefined;
}

/**
 * Shows a path as the table sees it in the given mode. A block that is not in the file counts as absent.
 *
 * @param around what was written around a block, or, for one that is not there yet, goes above it in a file created for it
 */
export function subjectOf(mode: FileMode, path: string, now: OnDisk, around: Setting = {}): Subject {
  return mode === "block" ? blockSubject(path, now, around) : fileSubject(now);
}

function fileSubject(now: OnDisk): Subject {
  return {
    now,
    put: (text) => (now.kind === "text" ? restyle(text, now.text) : text),
    putStyled: (text) => text,
    drop: () => null,
    setting: undefined,
  };
}

function blockSubject(path: string, now: OnDisk, around: Setting): Subject {
  const { preamble = "" } = around;
  const whole = now.kind === "text" ? now.text : now.kind === "absent" ? preamble : "";
  const block: BlockSearch = findBlock(whole, path);
  const put = (text: string) => putBlock(whole, path, normalise(text));
  const gap = gapBefore(whole);
  const fresh = now.kind === "absent" ? { preamble, gap } : { gap };
  return {
    now: insideOf(block, now),
    put,
    putStyled: put,
    drop: () => dropBlock(whole, path, around),
    setting: block.kind === "none" ? fresh : undefined,
  };
}

function insideOf(block: BlockSearch, now: OnDisk): Subject["now"] {
  if (now.kind !== "text") return now;
  if (block.kind === "none") return { kind: "absent" };
  if (block.kind === "damaged") return block;
  return { ...now, text: block.inside };
}
