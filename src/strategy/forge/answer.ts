import { visible } from "../../config/words.ts";

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** What came back, or why nothing did. */
export type Seen =
  | { status: number; headers: Headers; text: string }
  /** `isSent`: the forge may have had the request. */
  | { trouble: string; isSent: boolean };

/** What is to be done about it. */
export type Verdict =
  | { kind: "fine"; text: string; headers: Headers }
  /** In milliseconds. */
  | { kind: "again"; after: number }
  | { kind: "moved"; to: string }
  /** Nobody knows whether it was done. */
  | { kind: "unsure"; what: string }
  | { kind: "failed"; what: string; fix: string; status?: number };

/** Longest time that a command waits at a stretch, in milliseconds. */
export const longestWait = 20_000;

/** How often a request is sent at most. */
const mostTries = 4;

/** What GitHub asks for where it names no time. */
const usualWait = 60_000;

/**
 * Judges what came of a request. What reads is tried again where the forge was in trouble; what writes only where the forge says that
 * it has not looked at it.
 *
 * @param tries how often it has been sent
 * @param now in milliseconds since 1970
 */
export function judgeAnswer(seen: Seen, method: Method, tries: number, now: number): Verdict {
  const isRead = method === "GET";
  if ("trouble" in seen) {
    if (isRead && tries < mostTries) return pause(tries);
    if (!isRead && seen.isSent) return { kind: "unsure", what: seen.trouble };
    return {
      kind: "failed",
      what: seen.trouble,
      fix: "see whether the forge can be reached, then run the command again",
    };
  }
  const { status, headers, text } = seen;
  if (status >= 200 && status < 300) return { kind: "fine", text, headers };
  const limited = limitOf(seen, now);
  if (limited !== undefined) {
    if (limited <= longestWait && tries < mostTries) return { kind: "again", after: limited };
    const until = new Date(now + limited).toISOString().replace(/\.\d+Z$/, "Z");
    const fix = `run the command again after ${until}`;
    return failed({ ...seen, status: 429 }, fix, "it has had enough requests for now");
  }
  const to = headers.get("location");
  if (status >= 300 && status < 400 && to !== null && status !== 304) return { kind: "moved", to };
  if (status >= 500) {
    if (isRead) return tries < mostTries ? pause(tries) : failed(seen, "try again later");
    return { kind: "unsure", what: `it answered ${status}` };
  }
  return failed(seen, fixes[status] ?? "see what it says");
}

const pause = (tries: number): Verdict => ({ kind: "again", after: 250 * 4 ** (tries - 1) });

const fixes: Readonly<Record<number, string>> = {
  401: "the token is wrong or has run out: make a new one",
  403: "give the token the right to write issues and pull requests of this repository",
  404: "see `strategy.repo`, and that the token may read it: what it may not read is not there",
  410: "switch issues on in the repository's settings",
  413: "make the text shorter",
};

function failed({ status, text }: Extract<Seen, { status: number }>, fix: string, words?: string): Verdict {
  const said = wordsOf(text);
  return { kind: "failed", what: `${words ?? `it answered ${status}`}${said === "" ? "" : ` (${said})`}`, fix, status };
}

/** How long the forge wants to be left alone, in milliseconds; `undefined` where that is not what it says. */
function limitOf({ status, headers, text }: Extract<Seen, { status: number }>, now: number): number | undefined {
  const after = waitOf(headers.get("retry-after"), now);
  if (status === 429) return after ?? resetOf(headers, now) ?? usualWait;
  if (status !== 403) return undefined;
  if (after !== undefined) return after;
  if (headers.get("x-ratelimit-remaining") === "0") return resetOf(headers, now) ?? usualWait;
  return /secondary rate limit/i.test(text) ? usualWait : undefined;
}

/** `retry-after` of RFC 9110: seconds, or a date. */
function waitOf(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const wait = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

function resetOf(headers: Headers, now: number): number | undefined {
  const reset = headers.get("x-ratelimit-reset") ?? "";
  return /^\d{1,12}$/.test(reset) ? Math.max(0, Number(reset) * 1000 - now) : undefined;
}

/** What a forge says of an error, on one line; GitHub lists the parts of it. */
function wordsOf(text: string): string {
  const { message, errors } = errorOf(text);
  const more = Array.isArray(errors) ? errors.map(partOf).filter((part) => part !== "") : [];
  const all = [typeof message === "string" ? message : "", ...more].filter((part) => part !== "");
  return visible(all.join(": ").trim(), 300);
}

function partOf(part: unknown): string {
  if (typeof part === "string") return part;
  const { message, field, code } = Object(part) as Record<string, unknown>;
  return typeof message === "string" ? message : [field, code].filter((word) => typeof word === "string").join(" ");
}

function errorOf(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    return {};
  }
}
