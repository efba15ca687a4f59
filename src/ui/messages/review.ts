import { literal } from "../../config/words.ts";
import { Exit } from "../exit.ts";
import type { Message } from "../failure.ts";

/** Acts of a review as they are typed, where a verb stands for them. */
const typed: Record<string, string> = {
  open: "plan-init review open",
  draft: "plan-init review open",
  context: "plan-init review open --context",
  note: "plan-init review open --note",
  findings: "plan-init review findings",
  dispositions: "plan-init review dispositions",
  resume: "plan-init review open --rounds",
  close: "plan-init review close",
};

/** Rounds of review. */
export const reviewMessages = {
  /** `allowed` are acts as phases have them; those that a verb stands for are named as they are typed. */
  "review-out-of-phase": (a: { act: string; phase: string; allowed: readonly string[] }): Message => ({
    exit: Exit.Person,
    what: `${literal(typed[a.act] ?? a.act)} is not what comes next: the review is in the phase ${a.phase}`,
    fix: `allowed now: ${[...new Set(a.allowed.flatMap((act) => typed[act] ?? []))].map(literal).join(", ")}`,
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
