import { told, unread } from "./failures.ts";
import { below, documentIn, type Fields, isFields, numberAt, sum, textAt } from "./json.ts";
import { type Heard, nothingTold, type Output, type Spent } from "./types.ts";

/**
 * Gemini CLI with `--output-format json`: one object with the answer on stdout; with an error it goes to stderr, below whatever
 * else stands there. It tells tokens, and no cost.
 */
export function readGemini({ stdout, stderr }: Output): Heard {
  const found = [documentIn(stdout), documentIn(stderr)].find(isFields);
  if (found === undefined) return unread(stdout, stderr);
  const spent = spentOn(found);
  if (isFields(found.error)) return told(messageOf(found.error), spent, numberAt(found.error, "code"));
  const answer = textAt(found, "response");
  if (answer.trim() === "") return { ok: false, kind: "empty", words: "it ended well, without an answer", spent };
  return { ok: true, answer, spent };
}

/** What is wrong in an error; the service's own may be wrapped in it as text. */
function messageOf(error: Fields): string {
  const message = textAt(error, "message");
  const found = documentIn(message);
  const inner = isFields(found) ? textAt(below(found, "error"), "message") : "";
  return inner === "" ? message : inner;
}

function spentOn(document: Fields): Spent {
  const models = Object.values(below(below(document, "stats"), "models")).filter(isFields);
  if (models.length === 0) return nothingTold;
  return { usd: null, tokens: sum(models.map((model) => numberAt(below(model, "tokens"), "total"))) };
}
