import { Exit } from "../exit.ts";
import type { Message } from "../failure.ts";

/** Rounds of review. */
export const reviewMessages = {
  "review-out-of-phase": (a: { act: string; phase: string; allowed: readonly string[] }): Message => ({
    exit: Exit.Person,
    what: `\`${a.act}\` is not what comes next: the review is in the phase ${a.phase}`,
    fix: `allowed now: ${a.allowed.map((each) => `\`${each}\``).join(", ")}`,
  }),
};
