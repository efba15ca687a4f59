import type { FailureKind, Usage } from "../types.ts";

/** What a call left behind. */
export interface Output {
  stdout: string;
  /** The end of it. */
  stderr: string;
  /** What the command wrote into `{answer-file}`; empty where it has none. */
  file: string;
}

export type Spent = Omit<Usage, "ms">;

/** What an output comes to. */
export type Heard =
  | { ok: true; answer: unknown; spent: Spent }
  | { ok: false; kind: FailureKind; words: string; spent: Spent };

export const nothingTold: Spent = { usd: null, tokens: null };
