import type { Place, Span } from "../types.ts";
import { readable, type Token, tokensOf } from "./tokens.ts";
import type { Block, Inline, ListItem, Paragraph, Table } from "./tree.ts";

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

/**
 * The entries of blocks, in order.
 *
 * @param isLabel labels that begin a new entry within a paragraph, and make a column of a table a slot
 */
export function entriesOf(blocks: readonly Block[], isLabel: IsLabel): Entry[] {
  return blocks.flatMap((block): Entry[] => {
    switch (block.type) {
      case "list":
        return block.items.map((item) => itemEntry(item, isLabel));
      case "paragraph":
        return lineEntries(block, isLabel);
      case "table":
        return rowEntries(block, isLabel);
      case "quote":
        return entriesOf(block.children, isLabel);
      case "code":
        return [{ line: block.line, column: block.column, tokens: [], children: [], code: block.lines, form: "code" }];
      default:
        return [];
    }
  });
}

function itemEntry(item: ListItem, isLabel: IsLabel): Entry {
  const [first, ...rest] = item.children;
  const own = first?.type === "paragraph" ? lineEntries(first, isLabel) : [];
  const [head, ...lines] = own;
  const below = entriesOf(first?.type === "paragraph" || first === undefined ? rest : item.children, isLabel);
  const children = [...lines, ...below];
  return {
    line: item.line,
    column: item.column,
    tokens: head?.tokens ?? [],
    children: children.filter(({ form }) => form !== "code"),
    code: children.flatMap(({ form, code }) => (form === "code" ? code : [])),
    form: "item",
  };
}

/** A paragraph is one entry, unless lines of it begin with labels. */
function lineEntries({ children }: Paragraph, isLabel: IsLabel): Entry[] {
  const entries: Entry[] = [];
  let line: Token[] = [];
  const close = () => {
    const [first] = line;
    if (first !== undefined)
      entries.push({ line: first.line, column: first.column, tokens: line, children: [], code: [], form: "line" });
    line = [];
  };
  const tokens = tokensOf(children);
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

function rowEntries({ rows: [head, ...rows] }: Table, isLabel: IsLabel): Entry[] {
  const labels = (head?.cells ?? []).map((cell) => readable(tokensOf(cell)));
  return rows.map(({ cells, line, column }) => {
    const read = cells.map((cell: Inline[], at) => {
      const label = labels[at] ?? "";
      return { tokens: tokensOf(cell), label, isSlot: at > 0 && isLabel(label) };
    });
    const said = read.filter(({ tokens }) => tokens.length > 0);
    return {
      line,
      column,
      tokens: joined(said.filter(({ isSlot }) => !isSlot).map(({ tokens }) => tokens)),
      children: said.filter(({ isSlot }) => isSlot).map(({ label, tokens }) => labelled(label, tokens)),
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
  const colon = madeUp(`${label}: `, tokens[0]);
  return { line: colon.line, column: colon.column, tokens: [colon, ...tokens], children: [], code: [], form: "item" };
}

const separator = ([first]: readonly Token[]): Token => madeUp(": ", first);

/** Text that stands nowhere in the source, at a place. */
export const madeUp = (text: string, place: Place | undefined): Token => {
  const { line, column } = place ?? { line: 1, column: 1 };
  return {
    kind: "text",
    text,
    line,
    column,
    columns: Array.from({ length: text.length + 1 }, () => column),
    breaks: false,
  };
};
