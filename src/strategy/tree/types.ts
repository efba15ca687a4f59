import type { Place } from "../../plan/types.ts";

/** An id as it stands in the text: `#123` of a forge, or `@slug`. */
export interface Id extends Place {
  /** Lower-cased: what makes two ids the same. */
  key: string;
  /** As it was written. */
  text: string;
}

/** A piece of a line and where it begins. */
export interface Span extends Place {
  text: string;
}

/** What an item's box says; anything that is neither `[ ]` nor `[x]` is `wrong`, and counts as open. */
export type Mark = "done" | "open" | "wrong";

/** A line with a box: `- [ ] Worktree trust registered (#514) — depends on @shell-safety`. */
export interface Item extends Place {
  /** Index of the objective that it stands under; `undefined` for one that stands under none. */
  objective: number | undefined;
  mark: Mark;
  /** The box as it was written. */
  box: string;
  /** What it says, without ids and marks. */
  text: string;
  /** One, unless its author was mistaken. */
  ids: Id[];
  dependsOn: Id[];
  /** Set when a person has to do it: `⏳ blocked-on-vault (path)`. */
  vault: Vault | undefined;
  /** Set when it was tried in vain: `⚠ stuck: BOUNCED 2x`; the text tells the signals. */
  stuck: Span | undefined;
}

/** The mark of something that waits in the vault; its place is the path's where it names one. */
export interface Vault extends Place {
  path: string | undefined;
}

/** `Status: …` under an objective. */
export interface StatusLine extends Span {
  /** Offset in the text where the value begins; it ends at `start + text.length`. */
  start: number;
}

/** `## Objective: Documentation site (@docs)` and the lines under it that are no items. */
export interface Objective extends Place {
  title: string;
  ids: Id[];
  /** `Depends on: id, id`. */
  dependsOn: Id[];
  /** What stands in `Depends on:` and is no id. */
  strange: Span[];
  statuses: StatusLine[];
  /** Offset of the end of a line after which a missing Status line belongs. */
  statusBelongsAt: number;
}

/** A bullet without a box under an objective. */
export interface Bullet extends Span {
  objective: number;
}

/** A prerequisite tree as it was written. `text` is the whole file, which offsets point into. */
export interface Tree {
  text: string;
  lineCount: number;
  objectives: Objective[];
  items: Item[];
  bullets: Bullet[];
}
