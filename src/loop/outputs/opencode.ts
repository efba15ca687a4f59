import { told, unread } from "./failures.ts";
import { below, eventsIn, type Fields, numberAt, sum, textAt } from "./json.ts";
import type { Heard, Output, Spent } from "./types.ts";

/**
 * `opencode run --format json`: an event a line, each with a part of a message. The answer is the text of the last step; steps
 * before it looked around. A cost of 0 is that of a model without a known price.
 */
export function readOpencode({ stdout, stderr }: Output): Heard {
  const events = eventsIn(stdout);
  const spent = spentOn(events);
  const error = events.findLast(({ type }) => type === "error");
  if (error !== undefined) {
    const { name, data } = below(error, "error");
    const details = below(below(error, "error"), "data");
    const message = data === undefined ? "" : textAt(details, "message");
    return told(message || String(name ?? ""), spent, numberAt(details, "statusCode"));
  }
  if (events.length === 0) return unread(stdout, stderr);
  const last = events.findLastIndex(({ type }) => type === "step_start");
  const texts = events
    .slice(last + 1)
    .flatMap((event) => (event.type === "text" ? [textAt(below(event, "part"), "text")] : []));
  const answer = texts.join("\n");
  if (answer.trim() !== "") return { ok: true, answer, spent };
  const isOver = events.some(({ type }) => type === "step_finish");
  if (isOver) return { ok: false, kind: "empty", words: "it ended well, without an answer", spent };
  return { ok: false, kind: "unusable", words: "what it printed ends within its turn", spent };
}

function spentOn(events: readonly Fields[]): Spent {
  const steps = events.filter(({ type }) => type === "step_finish").map((event) => below(event, "part"));
  const tokens = steps.map((step) => tokensOf(below(step, "tokens")));
  return { usd: sum(steps.map((step) => numberAt(step, "cost"))) || null, tokens: sum(tokens) };
}

function tokensOf(tokens: Fields): number | null {
  const cache = below(tokens, "cache");
  const kinds = ["input", "output", "reasoning"].map((kind) => numberAt(tokens, kind));
  return numberAt(tokens, "total") ?? sum([...kinds, numberAt(cache, "read"), numberAt(cache, "write")]);
}
