import { literal } from "../../config/words.ts";
import { Exit } from "../exit.ts";
import type { Message } from "../failure.ts";

/** Rounds of review. */
export const reviewMessages = {
  "review-out-of-phase": (a: { act: string; phase: string; allowed: readonly string[]; fix?: string }): Message => ({
    exit: Exit.Person,
    what: `\`${a.act}\` is not what comes next: the review is in the phase ${a.phase}`,
    fix: [
      `allowed now: ${a.allowed.map((each) => `\`${each}\``).join(", ")}`,
      ...(a.fix === undefined ? [] : [a.fix]),
    ].join("\n"),
  }),
  "review-over": (a: { words: string }): Message => ({
    exit: Exit.Person,
    what: `the review has come to its end: ${a.words}`,
    fix: "write it down: `plan-init review close`;\nor have it go on, which a person decides: `plan-init review open --rounds 2`",
  }),
  "review-too-large": (a: { path: string }): Message => ({
    exit: Exit.Person,
    what: `\`${a.path}\` is larger than any review`,
    fix: 'look at what has written to it; a new run begins a new review: `plan-init start --reason "why"`',
  }),
  "review-answer": (a: { file: string; problems: readonly string[]; more: string }): Message => ({
    exit: Exit.Usage,
    what: [`${literal(a.file)} cannot be used:`, ...a.problems.map((each) => `  ${each}`)].join("\n"),
    fix: a.more,
  }),
  "review-revision": (a: { why: readonly string[] }): Message => ({
    exit: Exit.NotYet,
    what: ["the revision breaks the plan, and goes to no critic:", ...a.why.map((each) => `  ${each}`)].join("\n"),
    fix: "mend these and leave everything else as it is, then run the command again; `plan-init check` shows them",
  }),
};
