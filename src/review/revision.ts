/** Whether a revision may become the next draft. */
export type Judgement =
  | { kind: "taken" }
  /** It breaks the plan, and is asked for once more. */
  | { kind: "refused"; why: string[]; words: string }
  /** It was asked for once more and breaks the plan again: the planner has failed. */
  | { kind: "failed"; why: string[]; words: string };

/**
 * Refuses a revision that brings errors which the draft before it did not have: over 300 lines, a validation lost. Errors
 * that were there are not held against it.
 *
 * @param before keys of the errors of the draft that was reviewed
 * @param after keys of the errors of the revision, with the words for each
 * @param refused how many revisions of this round were refused already
 */
export function judgeRevision(
  before: readonly string[],
  after: ReadonlyMap<string, string>,
  refused: number,
): Judgement {
  const known = new Set(before);
  const why = [...after].filter(([key]) => !known.has(key)).map(([, words]) => words);
  if (why.length === 0) return { kind: "taken" };
  const words = `The revision breaks the plan, and is not taken:\n${why.map((each) => `- ${each}`).join("\n")}`;
  if (refused > 0) return { kind: "failed", why, words };
  return { kind: "refused", why, words: `${words}\nMend these and leave everything else as it is.` };
}
