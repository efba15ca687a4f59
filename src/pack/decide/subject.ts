import { type BlockSearch, type Damage, dropBlock, findBlock, gapBefore, putBlock, type Setting } from "../block.ts";
import { dropHook, findHook, type HookSetting, hookSetting, putHook } from "../hook.ts";
import { normalise, restyle } from "../text.ts";
import type { FileMode, OnDisk } from "../types.ts";

/** What was written around the part of a file that is ours. */
export type Around = Setting & HookSetting;

/** What the decision table looks at: a whole file, or the part of it that is ours: a block, a hook. */
export interface Subject {
  now: OnDisk | Damage;
  /** The whole file's content with the template's LF text in place, in the user's line endings. */
  put(text: string): string;
  /** The same for a text that has the user's line endings already. */
  putStyled(text: string): string;
  /** The whole file's content without it; `null` when the file should go. */
  drop(): string | null;
  /** What is written around a part that comes into the file with this text; `undefined` for files, and for parts that are there. */
  setting(text: string): Around | undefined;
}

/**
 * Shows a path as the table sees it in the given mode. A part that is not in the file counts as absent.
 *
 * @param around what was written around a part, or, for a block that is not there yet, goes above it in a file created for it
 */
export function subjectOf(mode: FileMode, path: string, now: OnDisk, around: Around = {}): Subject {
  if (mode === "hook") return hookSubject(now, around);
  return mode === "block" ? blockSubject(path, now, around) : fileSubject(now);
}

function fileSubject(now: OnDisk): Subject {
  return {
    now,
    put: (text) => (now.kind === "text" ? restyle(text, now.text) : text),
    putStyled: (text) => text,
    drop: () => null,
    setting: () => undefined,
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
    setting: () => (block.kind === "none" ? fresh : undefined),
  };
}

function hookSubject(now: OnDisk, around: Around): Subject {
  const whole = now.kind === "text" ? now.text : undefined;
  const hook: BlockSearch = whole === undefined ? { kind: "none" } : findHook(whole);
  const put = (text: string) => putHook(whole, text);
  return {
    now: insideOf(hook, now),
    put,
    putStyled: put,
    drop: () => (whole === undefined ? null : dropHook(whole, around)),
    setting: (text) => (hook.kind === "none" ? hookSetting(whole, text) : undefined),
  };
}

function insideOf(block: BlockSearch, now: OnDisk): Subject["now"] {
  if (now.kind !== "text") return now;
  if (block.kind === "none") return { kind: "absent" };
  if (block.kind === "damaged") return block;
  return { ...now, text: block.inside };
}
