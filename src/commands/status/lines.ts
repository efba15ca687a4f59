import { fold } from "../../ui/fold.ts";
import type { Output } from "../../ui/output.ts";

/** Where lines are shown. */
export type Screen = Pick<Output, "paint" | "width">;

/** The plan's words are printed without what would act on a terminal, and no longer than this. */
export const longestLine = 600;

/** Lines with a blank one above, if there are any. */
export const block = (lines: readonly string[]): string[] => (lines.length === 0 ? [] : ["", ...lines]);

/** Words folded behind a mark, which the further lines are indented by. */
export const folded = (mark: string, words: string, width: number): string[] =>
  fold(words, width - mark.length).map((line, at) => (at === 0 ? mark : " ".repeat(mark.length)) + line);

/** How much room is left beside so many columns, enough for a few words in any case. */
export const room = (width: number, taken: number): number => Math.max(20, width - taken);
