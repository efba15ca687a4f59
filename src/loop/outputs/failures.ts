import { visible } from "../../config/words.ts";
import { withoutSequences } from "../../verify/tail.ts";
import type { FailureKind } from "../types.ts";
import { type Heard, nothingTold, type Spent } from "./types.ts";

/** What services and clients say when they refuse, the more particular first: an empty account is reported as a rate limit, too. */
const sayings: readonly [FailureKind, RegExp][] = [
  [
    "limit",
    /(?:prompt|input|request|context) (?:is )?too (?:long|large)|context[ _](?:window|length)|credit balance|insufficient_quota|billing|usage limit/i,
  ],
  [
    "auth",
    /api[ _-]?key|unauthori[sz]ed|authenticat|not logged in|\blog ?in\b|credential|permission_error|\boauth\b|invalid auth|forbidden/i,
  ],
  ["rate-limit", /rate[ _-]?limit|too many requests|resource_exhausted|resource has been exhausted|\bquota\b/i],
  ["overloaded", /overloaded|at capacity|service unavailable|temporarily unavailable/i],
];

const statuses: Record<number, FailureKind> = {
  401: "auth",
  403: "auth",
  413: "limit",
  429: "rate-limit",
  503: "overloaded",
  529: "overloaded",
};

const statusIn = (text: string): number =>
  Number(/(?:status|error|code|http)[^\d\n]{0,20}\b([45]\d\d)\b/i.exec(text)?.[1]);

/**
 * What kind of failure a client speaks of.
 *
 * @param status of HTTP, where the client tells
 * @returns `crashed` for what nobody knows
 */
export function classify(text: string, status: number | null = null): FailureKind {
  const [first] = sayings;
  if (first?.[1].test(text)) return first[0];
  const byStatus = statuses[status ?? statusIn(text)];
  return byStatus ?? sayings.find(([, saying]) => saying.test(text))?.[0] ?? "crashed";
}

const mostWords = 400;
/** Of words that no client framed, the last lines tell what went wrong; what it was up to stands above. */
const [mostTold, mostClassified] = [5, 20];

/** The client's own words, as a clause on one line. */
export function inWords(text: string): string {
  const plain = withoutSequences(text).replace(/\s+/g, " ").trim().replace(/\.$/, "");
  return visible(plain, mostWords);
}

/** A failure that the client tells of. */
export function told(text: string, spent: Spent, status: number | null = null): Heard {
  return { ok: false, kind: classify(text, status), words: inWords(text) || "it does not say why", spent };
}

/** A failure by what a program says where no client frames it: its last lines. */
export function overheard(said: string): { kind: FailureKind; words: string } {
  const lines = said.trimEnd().split("\n").slice(-mostClassified);
  return { kind: classify(lines.join("\n")), words: inWords(lines.slice(-mostTold).join("\n")) };
}

/** Output that is not what a client prints when it comes to its end. */
export function unread(stdout: string, stderr: string): Heard {
  const spent = nothingTold;
  if (/^\s*[[{]/.test(stdout)) {
    return { ok: false, kind: "unusable", words: "what it printed is cut off, or not valid JSON", spent };
  }
  const said = [stdout, stderr].find((text) => text.trim() !== "");
  if (said === undefined) return { ok: false, kind: "empty", words: "it printed nothing", spent };
  return { ok: false, ...overheard(said), spent };
}
