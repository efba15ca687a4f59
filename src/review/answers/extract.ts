/** What is wrong with an answer, so that it can be asked for once more. */
export interface Problem {
  code: ProblemCode;
  /** In words that an agent can act on, a clause. */
  words: string;
}

export type ProblemCode =
  | "empty"
  | "too-long"
  | "no-json"
  | "half-json"
  | "wrong-shape"
  | "no-findings"
  | "go-with-findings"
  | "no-evidence"
  | "duplicate-id"
  | "unknown-id"
  | "missing-disposition"
  | "empty-reason";

export type Extracted = { ok: true; value: unknown } | { ok: false; problem: Problem };

/** Longest JSON document that is an answer, in UTF-16 units; of a longer text only the end is looked at. */
export const longestAnswer = 1024 * 1024;

/**
 * The JSON document of an answer: the whole text where it is one, else the last fenced block that is JSON or says so. Never
 * anything that stands in prose, and never an earlier block where the last is broken: that may be a draft the agent thought
 * better of. Linear in the text's length.
 */
export function extractJson(text: string): Extracted {
  const end = text.slice(-longestAnswer);
  const whole = text.length > longestAnswer ? undefined : parse(text);
  if (whole !== undefined) return { ok: true, value: whole.value };
  const block = lastBlock(end);
  if (block === undefined) return { ok: false, problem: absent(text) };
  const parsed = block.isClosed ? parse(block.inside) : undefined;
  if (parsed !== undefined) return { ok: true, value: parsed.value };
  const words = block.isClosed ? "the last fenced JSON document is not valid JSON" : "the JSON document is cut off";
  return { ok: false, problem: { code: "half-json", words } };
}

function absent(text: string): Problem {
  if (text.length > longestAnswer) {
    return { code: "too-long", words: `the answer has ${text.length} characters and no JSON document at its end` };
  }
  if (text.trim() === "") return { code: "empty", words: "the answer is empty" };
  const words = "the answer has no JSON document";
  return /^\s*[[{]/.test(text)
    ? { code: "half-json", words: "the JSON document is cut off or not valid" }
    : { code: "no-json", words: `${words}: give it alone, or as the last fenced block` };
}

/** An object or a list; a bare word or number is prose. */
function parse(text: string): { value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { value } : undefined;
  } catch {
    return undefined;
  }
}

interface Block {
  inside: string;
  isClosed: boolean;
}

/** The last fenced block that says it is JSON, or looks like it. */
function lastBlock(text: string): Block | undefined {
  let found: Block | undefined;
  let open: { fence: string; language: string; lines: string[] } | undefined;
  const close = (isClosed: boolean) => {
    const inside = open?.lines.join("\n") ?? "";
    if (/^jsonc?$/i.test(open?.language ?? "") || /^\s*[[{]/.test(inside)) found = { inside, isClosed };
    open = undefined;
  };
  for (const line of text.split(/\r\n|\n|\r/)) {
    const [, fence = "", info = ""] = /^ {0,3}(`{3,}|~{3,})[ \t]*([^\s`]*)/.exec(line) ?? [];
    if (open === undefined) {
      if (fence !== "") open = { fence, language: info, lines: [] };
    } else if (fence !== "" && info === "" && fence.startsWith(open.fence)) close(true);
    else open.lines.push(line);
  }
  if (open !== undefined) close(false);
  return found;
}
