/** How a hunk that both sides had a hand in was brought together. */
export type MergeMethod = "line" | "adjacent" | "word" | "section";

/** Which side wins the hunks that would conflict; `undefined` leaves markers. */
export type Favour = "ours" | "theirs";

export interface MergeInput {
  /** The user's text. Any line endings; a BOM and a missing final newline are kept as the user has them. */
  user: string;
  /** The text both sides started from. */
  base: string;
  /** The new template's text. */
  incoming: string;
  /** What stands behind the markers, e.g. `{user: "yours", base: "template 1.0.0", incoming: "template 1.1.0"}`. */
  labels: { user: string; base: string; incoming: string };
  /** Only plain line merging: agrees with `git merge-file`. */
  strict?: boolean;
  favour?: Favour | undefined;
}

export interface MergeHunk {
  /** `conflict` stands between markers; with `favour` it was decided for one side instead. */
  how: MergeMethod | "conflict" | "ours" | "theirs";
  /** First line of the hunk in the result, counted from 1. */
  line: number;
  /** Number of lines of the hunk in the result, markers included. */
  lines: number;
}

export interface MergeResult {
  /** The merged text in the user's line endings, BOM and final newline, with diff3-style markers where it conflicts. */
  text: string;
  /** Number of conflicts that stand between markers; 0 means clean. */
  conflicts: number;
  /** Every place where the incoming side changed something, in order. */
  hunks: MergeHunk[];
}
