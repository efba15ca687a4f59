import { told, unread } from "./failures.ts";
import { below, eventsIn, type Fields, numberAt, sum, textAt } from "./json.ts";
import type { Heard, Output, Spent } from "./types.ts";

/**
 * `codex exec --json`: an event a line. The answer is the last `agent_message` of a turn that was completed; earlier ones only tell
 * what it is about to do. `error` events alone are attempts to connect again. It tells tokens, and no cost.
 */
export function readCodex({ stdout, stderr }: Output): Heard {
  const events = eventsIn(stdout);
  const spent = spentOn(events);
  const failure = events.findLast(({ type }) => type === "turn.failed");
  if (failure !== undefined) return told(textAt(below(failure, "error"), "message"), spent);
  if (events.some(({ type }) => type === "turn.completed")) {
    const answer = events.map(messageOf).findLast((text) => text.trim() !== "") ?? "";
    if (answer !== "") return { ok: true, answer, spent };
    return { ok: false, kind: "empty", words: "its turn ended without an answer", spent };
  }
  const error = events.findLast(({ type }) => type === "error");
  if (error !== undefined) return told(textAt(error, "message"), spent);
  if (events.length === 0) return unread(stdout, stderr);
  return { ok: false, kind: "unusable", words: "what it printed ends within its turn", spent };
}

function messageOf(event: Fields): string {
  const item = below(event, "item");
  return event.type === "item.completed" && item.type === "agent_message" ? textAt(item, "text") : "";
}

/** Tokens of the input that were cached are among those of the input. */
function spentOn(events: readonly Fields[]): Spent {
  const usages = events.filter(({ type }) => type === "turn.completed").map((event) => below(event, "usage"));
  const counts = usages.flatMap((usage) => [numberAt(usage, "input_tokens"), numberAt(usage, "output_tokens")]);
  return { usd: null, tokens: sum(counts) };
}
