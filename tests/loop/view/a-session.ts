import fc from "fast-check";
import type { Subject } from "../../../src/loop/view/types.ts";
import type { NewEvent } from "../../../src/review/events.ts";
import { draft, finding, type Played, play } from "../../review/session.ts";

export const subject: Subject = { run: "2026-11-20T101500Z-login-ab12", goal: "Add login", maxLines: 300 };

export const called = (who: string): NewEvent => ({ type: "called", who });
export const spent = (who: string, usd: number | null, ms = 31_000): NewEvent => ({
  type: "spent",
  who,
  usd,
  tokens: usd === null ? null : 12_000,
  ms,
});

/** A loop as its agents play it: two rounds, then a GO. `steps` is how many of its events have happened; all when left out. */
export function aLoop(steps?: number): Played {
  const whole = play({ cap: 4, limits: { usd: 3 } })
    .happen({ type: "draft", ...draft("a", { lines: 203 }) }, called("critic"), spent("critic", 0.04))
    .happen({
      type: "review",
      verdict: "NO-GO",
      findings: [
        finding({ severity: "blocker" }),
        finding({ id: "F2", section: "M2", problem: "Tokens never end" }),
        finding({ id: "F3", section: "M3", problem: "There is no way back" }),
      ],
      ...{ keep: [], trim: [], file: "review-1.md", stale: false },
    })
    .happen(called("planner"), spent("planner", null, 61_000))
    .answer({ F2: "REJECT" })
    .happen({ type: "draft", ...draft("b", { lines: 212, snapshot: "draft-2.md" }) }, called("critic"))
    .happen(spent("critic", 0.05, 25_000))
    .happen({
      type: "review",
      verdict: "NO-GO",
      findings: [
        finding({ id: "F2", section: "M2", problem: "Tokens never end" }),
        finding({ id: "F4", section: "M4", problem: "The index is missing", severity: "major" }),
      ],
      ...{ keep: [], trim: [], file: "review-2.md", stale: false },
    })
    .answer()
    .happen({ type: "draft", ...draft("c", { lines: 209, snapshot: "draft-3.md" }) })
    .happen({ type: "review", verdict: "GO", findings: [], keep: [], trim: [], file: "review-3.md", stale: false });
  if (steps === undefined) return whole;
  const part = play({ cap: 4, limits: { usd: 3 } });
  part.events.splice(0, 1, ...whole.events.slice(0, steps));
  return part;
}

const pieces = [
  ..."ab 1`<>&\"'\\/\n\r\t\x1b\u0000\u009b\u200d\u202e\ufeff\ufe0fé日한🧪",
  "e\u0301",
  "👩‍🚀",
  "\x1b[31m",
  "\ud800",
  "</pre>",
  "\u2028",
];

/** What an agent may write: wide, combining, invisible, half and hostile characters. */
export const anyWords = fc.array(fc.constantFrom(...pieces), { maxLength: 300 }).map((all) => all.join(""));
