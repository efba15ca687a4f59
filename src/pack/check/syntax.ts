import { literal, visible } from "../../config/words.ts";

/** A tag of a template, as far as it opens or closes a block. */
interface Tag {
  kind: "open" | "close" | "else" | "other";
  name: string;
  written: string;
  line: number;
}

/** What is wrong with a template that does not parse. */
export interface SyntaxProblem {
  line: number | undefined;
  why: string;
}

/**
 * Puts an error of Handlebars' parser into the words of somebody who looks for the place to mend.
 *
 * @param error what the parser threw
 * @param source the text it was given, LF
 */
export function syntaxProblem(error: Error, source: string): SyntaxProblem {
  const { tags, unclosed } = readTags(source);
  if (unclosed !== undefined) return { line: unclosed, why: "a tag that begins here is not closed with `}}`" };
  return unbalanced(tags) ?? { line: lineOf(error), why: unreadable(error) };
}

/** The line that an error of Handlebars' names. */
export function lineOf(error: Error): number | undefined {
  if ("lineNumber" in error && typeof error.lineNumber === "number") return error.lineNumber;
  const found = /(?:line |- )(\d+)(?::\d+)?/.exec(error.message)?.[1];
  return found === undefined ? undefined : Number(found);
}

function unbalanced(tags: readonly Tag[]): SyntaxProblem | undefined {
  const open: Tag[] = [];
  for (const tag of tags) {
    const last = open.at(-1);
    if (tag.kind === "open") open.push(tag);
    else if (tag.kind === "other") continue;
    else if (last === undefined) return { line: tag.line, why: `\`${tag.written}\` belongs to no block` };
    else if (tag.kind === "close" && tag.name !== last.name) {
      return { line: tag.line, why: `\`${tag.written}\` does not close \`${last.written}\` of line ${last.line}` };
    } else if (tag.kind === "close") open.pop();
  }
  const last = open.at(-1);
  return last && { line: last.line, why: `\`${last.written}\` is never closed, expected \`{{/${last.name}}}\`` };
}

/** Reads on from one tag to the next; in linear time, whatever the text. */
function readTags(source: string): { tags: Tag[]; unclosed?: number } {
  const tags: Tag[] = [];
  let [line, counted] = [1, 0];
  for (let at = source.indexOf("{{"); at >= 0; ) {
    line += source.slice(counted, at).split("\n").length - 1;
    counted = at;
    const end = endOf(source, at);
    if (end === undefined) return { tags, unclosed: line };
    if (source[at - 1] !== "\\" || source[at - 2] === "\\") tags.push(tagOf(source.slice(at, end), line));
    at = source.indexOf("{{", end);
  }
  return { tags };
}

/** Where the tag that begins at a place ends; `undefined` when another begins before, or the text ends. */
function endOf(source: string, at: number): number | undefined {
  const comment = /^\{\{~?!--/.test(source.slice(at, at + 7));
  const close = comment ? source.indexOf("--", at + 7) : source.indexOf("}}", at);
  if (close < 0) return undefined;
  if (comment) return endOfComment(source, close);
  if (!source.startsWith("!", at + 2) && source.slice(at + 4, close).includes("{{")) return undefined;
  let end = close + 2;
  while (source[end] === "}") end++;
  return end;
}

function endOfComment(source: string, from: number): number | undefined {
  const end = /--~?\}\}/g;
  end.lastIndex = from;
  return end.exec(source) === null ? undefined : end.lastIndex;
}

function tagOf(written: string, line: number): Tag {
  const [, sign = "", name = ""] = /^\{\{+~?\s*([#^/]?)[*>]?\s*([^\s~}]*)/.exec(written) ?? [];
  const tag = { name, line, written: visible(written.replace(/\s+/g, " ")) };
  if (sign === "/") return { ...tag, kind: "close" };
  if (name === "else" || (sign === "^" && name === "")) return { ...tag, kind: "else" };
  return { ...tag, kind: sign === "" ? "other" : "open" };
}

/** Where the parser stopped, without the list of its own words for what it had expected. */
function unreadable(error: Error): string {
  const [first = "", near, caret] = error.message.split("\n");
  const at = caret?.indexOf("^") ?? -1;
  if (near !== undefined && at >= 0)
    return `this is no valid tag: ${literal(near.slice(Math.max(0, at - 20), at + 20).trim())}`;
  return first.charAt(0).toLowerCase() + first.slice(1).replace(/ - \d+:\d+$/, "");
}
