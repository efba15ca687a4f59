import { exclusively } from "../../pack/transaction.ts";
import type { GitOptions } from "../../repo/git.ts";
import { savePage } from "../../runs/save.ts";
import { confirm } from "./confirm.ts";
import { type Examined, examine } from "./examine.ts";
import { record, type Written } from "./record.ts";

/** What is to be written down. */
export type Wish = { kind: "record"; withFindings: boolean } | { kind: "confirm" };

/**
 * Looks at the canonical plan and writes down what is wished for, in one go that no other command comes between.
 *
 * @param answer says what came of it. The run's page is written after it, as a sign that the answer was given; a command that is
 *   killed before that is answered once more.
 * @returns what `answer` returns
 */
export function write<T>(
  root: string,
  wish: Wish,
  now: Date,
  git: GitOptions,
  answer: (examined: Examined, written: Written) => T,
): Promise<T> {
  return exclusively(root, async () => {
    const examined = await examine({ root, other: undefined }, git);
    const written =
      wish.kind === "confirm" ? await confirm(examined, now) : await record(examined, { ...wish, now, git });
    const answered = answer(examined, written);
    if (written.isSettling) await savePage(root, written.run);
    return answered;
  });
}
