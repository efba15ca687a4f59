import { type BlockSearch, dropBlock, findBlock, putBlock } from "../block.ts";
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
}

/**
 * Shows a path as the table sees it in the given mode. A block that is not in the file counts as absent.
 *
 * @param preamble what goes above a block in a file that is created for it, and leaves with it
 */
export function subjectOf(mode: FileMode, path: string, now: OnDisk, preamble?: string): Subject {
  return mode === "block" ? blockSubject(path, now, preamble) : fileSubject(now);
}

function fileSubject(now: OnDisk): Subject {
  return {
    now,
    put: (text) => (now.kind === "text" ? restyle(text, now.text) : text),
    putStyled: (text) => text,
    drop: () => null,
  };
}

function blockSubject(path: string, now: OnDisk, preamble: string | undefined): Subject {
  const whole = now.kind === "text" ? now.text : now.kind === "absent" ? (preamble ?? "") : "";
  const block: BlockSearch = findBlock(whole, path);
  const put = (text: string) => putBlock(whole, path, normalise(text));
  return { now: insideOf(block, now), put, putStyled: put, drop: () => dropBlock(whole, path, preamble) };
}

function insideOf(block: BlockSearch, now: OnDisk): Subject["now"] {
  if (now.kind !== "text") return now;
  if (block.kind === "none") return { kind: "absent" };
  if (block.kind === "damaged") return block;
  return { ...now, text: block.inside };
}
