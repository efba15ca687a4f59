import type { PlanPath } from "../types.ts";
import type { Entry } from "./entries.ts";
import type { Read } from "./slots.ts";
import { flatten } from "./slots.ts";
import { columnAt, type Token, wordsOnly } from "./tokens.ts";

/** The paths that a `Files` slot names. */
export function pathsOf({ tokens, children, code }: Read): PlanPath[] {
  const fences = code.map(
    ({ text, line, column }) => ({ kind: "text", text, line, column, breaks: false }) satisfies Token,
  );
  const lines = [
    tokens,
    ...children.flatMap(flatten).map((entry: Entry) => entry.tokens),
    ...fences.map((each) => [each]),
  ];
  return lines.flatMap(pathsIn);
}

const created =
  /^\s*[,，]?\s*[([（]?\s*(?:new|(?:to be )?create[ds]?|to create|added|add|neu|nouveau|nuevo|nuovo|novo|новый|جديد|新規|新增|新建)(?![\p{L}\p{N}])/iu;
const creates =
  /(?:(?:^|[\s,;(])(?:new|creates?|adds?)(?:\s+files?)?\s*[:：]?|→|⇒|->|=>|renamed? (?:to|as)|moved? to)\s*$/iu;

/** Paths in code spans; where a line has none, in its words. */
function pathsIn(tokens: readonly Token[]): PlanPath[] {
  const inCode = tokens.flatMap((token, at): PlanPath[] => {
    const path = token.kind === "code" ? cleaned(token.text) : undefined;
    if (path === undefined || !isPath(path)) return [];
    const [before, after] = [wordsOnly(tokens.slice(0, at)), wordsOnly(tokens.slice(at + 1))];
    const { text, line, column } = token;
    return [{ text, line, column, path, isNew: created.test(after) || creates.test(before) }];
  });
  return inCode.length > 0 ? inCode : tokens.flatMap(pathsInWords);
}

function pathsInWords(token: Token): PlanPath[] {
  const { kind, text, line } = token;
  if (kind !== "text") return [];
  return [...text.matchAll(/[\w@.~*{}[\]+-]+(?:\/[\w@.~*{}[\]+-]*)+|[\w@-]+(?:\.[\w-]+)*\.[A-Za-z]\w{0,9}/gu)].map(
    (match) => {
      const path = cleaned(match[0].replace(/[.,;:]+$/, ""));
      const after = text.slice(match.index + match[0].length);
      const before = text.slice(0, match.index);
      const isNew = created.test(after) || creates.test(before);
      return { text: match[0], line, column: columnAt(token, match.index), path, isNew };
    },
  );
}

/** A path without what people add to it: `./`, line numbers, backslashes. */
function cleaned(text: string): string {
  return text
    .trim()
    .replaceAll("\\", "/")
    .replace(/(?::\d+(?:[-–:]\d+)?|#L\d+(?:-L?\d+)?)$/u, "")
    .replace(/^(?:\.\/)+/, "");
}

/** Whether a code span is a path and no call, command or name of a thing. */
const isPath = (text: string): boolean =>
  text !== "" && text.length <= 300 && !/[()<>|;"'`=]|\s-|::/.test(text) && !/^[a-z]+:\/\//i.test(text);
