import type { BlockContent, DefinitionContent, ListItem, Paragraph, RootContent, Table } from "mdast";
import type { Place, Span } from "../types.ts";
import type { Document } from "./markdown.ts";
import { type Token, tokensOf } from "./tokens.ts";

/** A list item, a line of a paragraph, or a row of a table: what a plan says things with, whichever form its author likes. */
export interface Entry extends Place {
  tokens: Token[];
  /** Nested items; for a row of a table, the cells of columns that have a label of their own. */
  children: Entry[];
  /** Lines of fenced code that belongs to it. */
  code: Span[];
  form: "item" | "line" | "row" | "code";
}

/** Whether a text is a label that opens a slot. */
export type IsLabel = (label: string) => boolean;

type Block = RootContent | BlockContent | DefinitionContent;

/**
 * The entries of blocks, in order.
 *
 * @param isLabel labels that begin a new entry within a paragraph, and make a column of a table a slot
 */
export function entriesOf(blocks: readonly Block[], document: Document, isLabel: IsLabel): Entry[] {
  return blocks.flatMap((block): Entry[] => {
    switch (block.type) {
      case "list":
        return block.children.map((item) => itemEntry(item, document, isLabel));
      case "paragraph":
        return lineEntries(block, document, isLabel);
      case "table":
        return rowEntries(block, document, isLabel);
      case "blockquote":
        return entriesOf(block.children, document, isLabel);
      case "code":
        return [codeEntry(block.value, block.position?.start)];
      default:
        return [];
    }
  });
}

function itemEntry(item: ListItem, document: Document, isLabel: IsLabel): Entry {
  const [first, ...rest] = item.children;
  const place = item.position?.start ?? { line: 1, column: 1 };
  const own = first?.type === "paragraph" ? lineEntries(first, document, isLabel) : [];
  const [head, ...lines] = own;
  const below = entriesOf(first?.type === "paragraph" || first === undefined ? rest : item.children, document, isLabel);
  const children = [...lines, ...below];
  return {
    line: place.line,
    column: place.column,
    tokens: head?.tokens ?? [],
    children: children.filter(({ form }) => form !== "code"),
    code: children.flatMap(({ form, code }) => (form === "code" ? code : [])),
    form: "item",
  };
}

/** A paragraph is one entry, unless lines of it begin with labels. */
function lineEntries({ children }: Paragraph, document: Document, isLabel: IsLabel): Entry[] {
  const entries: Entry[] = [];
  let line: Token[] = [];
  const close = () => {
    const [first] = line;
    if (first !== undefined)
      entries.push({ line: first.line, column: first.column, tokens: line, children: [], code: [], form: "line" });
    line = [];
  };
  const tokens = tokensOf(children, document);
  for (const [at, token] of tokens.entries()) {
    if (token.breaks && opensSlot(tokens.slice(at), isLabel)) {
      close();
      line.push({ ...token, breaks: false });
    } else line.push(token);
  }
  close();
  return entries;
}

/** `Label:` at the start. */
export function labelAt(tokens: readonly Token[]): { label: string; end: number } | undefined {
  let text = "";
  for (const { kind, text: piece, breaks } of tokens) {
    if (kind !== "text" || (breaks && text !== "") || text.length > 60) break;
    text += piece;
  }
  const found = /^\s*(?:\[[ xX]\]\s*)?([^:：]{1,48}?)\s*[:：](?!\/\/)/u.exec(text);
  return found?.[1] === undefined ? undefined : { label: found[1].trim(), end: found[0].length };
}

function opensSlot(tokens: readonly Token[], isLabel: IsLabel): boolean {
  const found = labelAt(tokens);
  return found !== undefined && isLabel(found.label);
}

function rowEntries({ children: [head, ...rows] }: Table, document: Document, isLabel: IsLabel): Entry[] {
  const cellsOf = (row: Table["children"][number]) => row.children.map(({ children }) => tokensOf(children, document));
  const labels =
    head === undefined
      ? []
      : cellsOf(head).map((tokens) =>
          tokens
            .map(({ text }) => text)
            .join("")
            .trim(),
        );
  return rows.map((row) => {
    const place = row.position?.start ?? { line: 1, column: 1 };
    const cells = cellsOf(row).map((tokens, at) => ({
      tokens,
      label: labels[at] ?? "",
      slot: at > 0 && isLabel(labels[at] ?? ""),
    }));
    const own = cells.filter(({ slot, tokens }) => !slot && tokens.length > 0).map(({ tokens }) => tokens);
    const slots = cells.filter(({ slot, tokens }) => slot && tokens.length > 0);
    return {
      line: place.line,
      column: place.column,
      tokens: joined(own),
      children: slots.map(({ label, tokens }) => labelled(label, tokens)),
      code: [],
      form: "row",
    };
  });
}

/** Cells read as a sentence: `M1: Log in`. */
function joined(cells: readonly Token[][]): Token[] {
  return cells.flatMap((tokens, at) => (at === 0 ? tokens : [separator(tokens), ...tokens]));
}

function labelled(label: string, tokens: Token[]): Entry {
  const colon = { ...separator(tokens), text: `${label}: ` };
  return { line: colon.line, column: colon.column, tokens: [colon, ...tokens], children: [], code: [], form: "item" };
}

function separator([first]: readonly Token[]): Token {
  return { kind: "text", text: ": ", line: first?.line ?? 1, column: first?.column ?? 1, breaks: false };
}

function codeEntry(value: string, start: Place | undefined): Entry {
  const place = { line: start?.line ?? 1, column: start?.column ?? 1 };
  const code = value
    .split(/\r\n|\n|\r/)
    .map((text, nth) => ({ text, line: place.line + 1 + nth, column: place.column }));
  return { ...place, tokens: [], children: [], code, form: "code" };
}
