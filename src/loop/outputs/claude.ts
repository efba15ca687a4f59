import { inWords, told, unread } from "./failures.ts";
import { below, documentIn, type Fields, isFields, numberAt, sum, textAt } from "./json.ts";
import type { Heard, Output, Spent } from "./types.ts";

/**
 * Claude Code with `--output-format json`: one object, or with `verbose` in the user's settings the list of all events, whose last
 * is that object. Errors of the API come as `subtype: "success"`, so it is `is_error` that counts.
 */
export function readClaude({ stdout, stderr }: Output): Heard {
  const document = documentIn(stdout);
  const result = Array.isArray(document)
    ? document.filter(isFields).findLast(({ type }) => type === "result")
    : isFields(document) && document.type === "result"
      ? document
      : undefined;
  if (result === undefined) return unread(stdout, stderr);
  const spent = spentOn(result);
  const words = textAt(result, "result");
  const subtype = textAt(result, "subtype");
  if (result.is_error === true || subtype !== "success") return failed(result, subtype, words, spent);
  const structured = result.structured_output;
  if (structured !== undefined && structured !== null) return { ok: true, answer: structured, spent };
  if (words.trim() === "") return { ok: false, kind: "empty", words: "it ended well, without an answer", spent };
  return { ok: true, answer: words, spent };
}

function failed(result: Fields, subtype: string, words: string, spent: Spent): Heard {
  const errors = Array.isArray(result.errors) ? result.errors.filter((each) => typeof each === "string") : [];
  const said = [words, ...errors].filter((each) => each.trim() !== "").join("; ");
  if (/^error_max_structured/.test(subtype)) {
    return {
      ok: false,
      kind: "unusable",
      words: `its answers never had the form that was asked for${tail(said)}`,
      spent,
    };
  }
  if (/^error_max/.test(subtype)) {
    return { ok: false, kind: "limit", words: `${inWords(subtype.replaceAll("_", " "))}${tail(said)}`, spent };
  }
  return told(said || subtype.replaceAll("_", " "), spent, numberAt(result, "api_error_status"));
}

const tail = (said: string): string => (said === "" ? "" : `: ${inWords(said)}`);

function spentOn(result: Fields): Spent {
  const usage = below(result, "usage");
  const kinds = ["input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens", "output_tokens"];
  return { usd: numberAt(result, "total_cost_usd"), tokens: sum(kinds.map((kind) => numberAt(usage, kind))) };
}
