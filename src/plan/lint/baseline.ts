import type { Plan, Slot, Span } from "../types.ts";
import { isUnfilled } from "./words.ts";

/** What a plan says of the commit it was made on. */
export type Commit =
  | { kind: "absent" | "none" }
  | { kind: "unreadable"; span: Span }
  | { kind: "hash"; hash: string; span: Span };

export function commitOf({ baseline: { commit } }: Plan): Commit {
  if (commit === undefined || commit.text === "") return { kind: "absent" };
  if (isUnfilled(commit.text) || /^(?:none|no commits?|not a git)\b/i.test(commit.text)) return { kind: "none" };
  const hash = /(?<![\w-])[0-9a-f]{7,64}(?![\w-])/i.exec(commit.text)?.[0];
  return hash === undefined ? { kind: "unreadable", span: commit } : { kind: "hash", hash, span: commit };
}

export const isFilled = (slot: Slot | undefined): boolean => slot !== undefined && slot.text !== "";
