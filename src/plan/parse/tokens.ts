import type { Nodes, PhrasingContent } from "mdast";
import type { Span } from "../types.ts";
import type { Document } from "./markdown.ts";

/** A piece of a line: plain text, a code span's content, or a tag. Between two pieces of different lines a blank is read. */
export interface Token extends Span {
  kind: "text" | "code" | "html";
  /** Whether a new line of the source begins here. */
  breaks: boolean;
}

/** The pieces of inline content, in order; emphasis and links are their text. */
export function tokensOf(nodes: readonly PhrasingContent[], document: Document): Token[] {
  const tokens: Token[] = [];
  const add = (kind: Token["kind"], text: string, line: number, column: number) => {
    const last = tokens.at(-1);
    tokens.push({ kind, text, line, column, breaks: last !== undefined && line > last.line });
  };
  const visit = (node: Nodes): void => {
    const start = node.position?.start ?? { line: 1, column: 1 };
    if (node.type === "text")
      for (const piece of textPieces(node.value, start, document)) add("text", piece.text, piece.line, piece.column);
    else if (node.type === "inlineCode") {
      const at = codeStart(node.value, start, document);
      add("code", node.value, at.line, at.column);
    } else if (node.type === "html") {
      if (!node.value.startsWith("<!--")) add("html", node.value, start.line, start.column);
    } else if (node.type === "image" || node.type === "imageReference")
      add("text", node.alt ?? "", start.line, start.column);
    else if ("children" in node) for (const child of node.children) visit(child);
  };
  for (const node of nodes) visit(node);
  return tokens;
}

/** The lines of a text node, each where it stands in the source. */
export function textPieces(value: string, start: { line: number; column: number }, { lines }: Document): Span[] {
  return value.split(/\r\n|\n|\r/).map((text, nth) => {
    const line = start.line + nth;
    if (nth === 0) return { text, line, column: start.column };
    const source = lines[line - 1] ?? "";
    const found = source.indexOf(text);
    return { text, line, column: (found < 0 ? source.search(/\S|$/) : found) + 1 };
  });
}

/** Where the content of a code span begins: behind its backticks, and the blank that may pad them. */
function codeStart(
  value: string,
  { line, column }: { line: number; column: number },
  { lines }: Document,
): Omit<Span, "text"> {
  const source = (lines[line - 1] ?? "").slice(column - 1);
  const fence = /^`+/.exec(source)?.[0].length ?? 0;
  const found = source.indexOf(value.split("\n", 1)[0] ?? "", fence);
  return { line, column: column + (found < 0 ? fence : found) };
}

/** Text of tokens as a reader sees it: no markup, one line. */
export const readable = (tokens: readonly Token[]): string =>
  tokens
    .map(({ text, breaks }) => (breaks ? ` ${text}` : text))
    .join("")
    .replace(/\s+/g, " ")
    .trim();

/** Tokens as a span; an empty one stands at `otherwise`. */
export function spanOf(tokens: readonly Token[], otherwise: Omit<Span, "text">): Span {
  const first = tokens.find(({ text }) => text.trim() !== "");
  const at = first ?? otherwise;
  const blanks = first === undefined ? 0 : first.text.search(/\S/);
  return { text: readable(tokens), line: at.line, column: at.column + blanks };
}

export const codesOf = (tokens: readonly Token[]): Span[] =>
  tokens.flatMap(({ kind, text, line, column }) => (kind === "code" ? [{ text, line, column }] : []));

/** The text with what is no plain text blanked out, so that a pattern matches what a person wrote as words only. */
export const wordsOnly = (tokens: readonly Token[]): string =>
  tokens.map(({ kind, text }) => (kind === "text" ? text : "\uFFFC".repeat(text.length))).join("");

/** Cuts tokens at an offset of `wordsOnly`. */
export function cutAt(tokens: readonly Token[], offset: number): [before: Token[], after: Token[]] {
  const before: Token[] = [];
  const after: Token[] = [];
  let at = 0;
  for (const token of tokens) {
    const end = at + token.text.length;
    if (end <= offset) before.push(token);
    else if (at >= offset) after.push(token);
    else {
      const here = offset - at;
      before.push({ ...token, text: token.text.slice(0, here) });
      after.push({ ...token, text: token.text.slice(here), column: token.column + here, breaks: false });
    }
    at = end;
  }
  return [before, after];
}

/** The tokens between two offsets of `wordsOnly`. */
export const slice = (tokens: readonly Token[], from: number, to: number): Token[] =>
  cutAt(cutAt(tokens, to)[0], from)[1];
