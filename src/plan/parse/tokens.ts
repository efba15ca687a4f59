import type { Span } from "../types.ts";
import type { Inline, Piece } from "./tree.ts";

/** A piece of a line with what it is to the line before. Between two pieces of different lines a blank is read. */
export interface Token extends Span, Pick<Piece, "columns"> {
  kind: Piece["type"];
  /** Whether a new line of the source begins here. */
  breaks: boolean;
}

/** The pieces of inline content, in order; emphasis and links are their text. */
export function tokensOf(inlines: readonly Inline[]): Token[] {
  const tokens: Token[] = [];
  const visit = (inline: Inline): void => {
    if ("children" in inline) inline.children.forEach(visit);
    else {
      const { type: kind, ...piece } = inline;
      const last = tokens.at(-1);
      tokens.push({ kind, ...piece, breaks: last !== undefined && piece.line > last.line });
    }
  };
  inlines.forEach(visit);
  return tokens;
}

/** The column of a character of a piece, or of its end. */
export const columnAt = ({ column, columns }: Pick<Piece, "column" | "columns">, offset: number): number =>
  columns?.[offset] ?? column + offset;

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
  return { text: readable(tokens), line: at.line, column: columnAt(at, blanks) };
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
      after.push({ ...token, ...behind(token, here), breaks: false });
    }
    at = end;
  }
  return [before, after];
}

/** What of a piece stands behind an offset. */
const behind = (piece: Token, offset: number): Pick<Token, "text" | "column" | "columns"> => ({
  text: piece.text.slice(offset),
  column: columnAt(piece, offset),
  ...(piece.columns && { columns: piece.columns.slice(offset) }),
});

/** The tokens between two offsets of `wordsOnly`. */
export const slice = (tokens: readonly Token[], from: number, to: number): Token[] =>
  cutAt(cutAt(tokens, to)[0], from)[1];
