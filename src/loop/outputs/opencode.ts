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
  if (error !== undefined) return failed(below(error, "error"), spent);
  if (events.length === 0) return unread(stdout, stderr);
  const last = events.slice(events.findLastIndex(({ type }) => type === "step_start") + 1);
  const answer = last.map((event) => (event.type === "text" ? textAt(below(event, "part"), "text") : "")).join("\n");
  const finish = last.findLast(({ type }) => type === "step_finish");
  if (finish === undefined || textAt(below(finish, "part"), "reason") === "tool-calls") {
    return { ok: false, kind: "unusable", words: "what it printed ends within its turn", spent };
  }
  if (answer.trim() !== "") return { ok: true, answer: answer.trim(), spent };
  return { ok: false, kind: "empty", words: "it ended well, without an answer", spent };
}

function failed(error: Fields, spent: Spent): Heard {
  const data = below(error, "data");
  return told(textAt(data, "message") || textAt(error, "name"), spent, numberAt(data, "statusCode"));
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
