import type { SyntaxNode } from "@lezer/common";
import type { Span } from "../types.ts";
import { type InlineContext, inlinesOf } from "./inline.ts";
import type { Source } from "./source.ts";
import type { Block, Code, ListItem, Row } from "./tree.ts";

/** The blocks below a node, in order. */
export function blocksOf(node: SyntaxNode, context: InlineContext): Block[] {
  const blocks: Block[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    const block = blockOf(child, context);
    if (block !== undefined) blocks.push(block);
  }
  return blocks;
}

function blockOf(node: SyntaxNode, context: InlineContext): Block | undefined {
  const { name, from, to } = node;
  const { source } = context;
  const place = source.placeAt(from);
  switch (name) {
    case "Paragraph":
    case "Task":
      return { type: "paragraph", children: inlinesOf(node, textStart(node, context), to, context), ...place };
    case "BulletList":
    case "OrderedList":
      return { type: "list", items: node.getChildren("ListItem").map((item) => itemOf(item, context)), ...place };
    case "Blockquote":
      return { type: "quote", children: blocksOf(node, context), ...place };
    case "FencedCode":
    case "CodeBlock":
      return codeOf(node, context);
    case "Table":
      return {
        type: "table",
        rows: ["TableHeader", "TableRow"].flatMap((kind) => node.getChildren(kind)).map((row) => rowOf(row, context)),
        ...place,
      };
    case "HTMLBlock":
      return { type: "html", text: source.text.slice(from, to), ...place };
    default:
      return /^(?:ATX|Setext)Heading\d$/.test(name) ? headingOf(node, context) : undefined;
  }
}

/** Behind the box of a task, and the blank that follows it. */
function textStart(node: SyntaxNode, { source }: InlineContext): number {
  const box = node.name === "Task" ? node.getChild("TaskMarker") : null;
  if (box === null) return node.from;
  return /[ \t]/.test(source.text[box.to] ?? "") ? box.to + 1 : box.to;
}

function itemOf(node: SyntaxNode, context: InlineContext): ListItem {
  return { children: blocksOf(node, context), ...context.source.placeAt(node.getChild("ListMark")?.from ?? node.from) };
}

function headingOf(node: SyntaxNode, context: InlineContext): Block {
  const { text, placeAt } = context.source;
  const marks = node.getChildren("HeaderMark");
  const first = marks.at(0);
  const last = marks.at(-1);
  const from = first !== undefined && first.from === node.from ? first.to : node.from;
  const to = last !== undefined && last.from > from ? last.from : node.to;
  const blanks = text.slice(from, to).search(/\S|$/);
  const children = inlinesOf(node, from + blanks, from + text.slice(from, to).trimEnd().length, context);
  return { type: "heading", depth: Number(node.name.slice(-1)), children, ...placeAt(node.from) };
}

function codeOf(node: SyntaxNode, { source }: InlineContext): Code {
  const place = source.placeAt(node.from);
  const isFenced = node.name === "FencedCode";
  const [, close] = node.getChildren("CodeMark");
  const first = isFenced ? place.line + 1 : place.line;
  const last = source.placeAt(close?.from ?? node.to).line - (close === undefined ? 0 : 1);
  const starts = codeStarts(node, source);
  const info = node.getChild("CodeInfo");
  const language = info === null ? "" : (source.text.slice(info.from, info.to).split(/\s/, 1)[0] ?? "");
  const lines: Span[] = [];
  for (let line = first; line <= last; line++) {
    const own = source.lines[line - 1] ?? "";
    const column = Math.min(starts.get(line) ?? own.length + 1, own.length + 1);
    lines.push({ text: own.slice(column - 1), line, column });
  }
  return { type: "code", language, lines, ...place };
}

/** Columns that lines of code begin at: one piece of code goes on at the begin of the next line, unless something stands before it. */
function codeStarts(node: SyntaxNode, { placeAt }: Source): Map<number, number> {
  const starts = new Map<number, number>();
  for (const { from, to } of node.getChildren("CodeText")) {
    const { line, column } = placeAt(from);
    const last = placeAt(to).line;
    starts.set(line, column);
    for (let next = line + 1; next <= last; next++) starts.set(next, 1);
  }
  return starts;
}

/** A cell that says nothing is no node: which column a cell is in shows in the bars before it. */
function rowOf(row: SyntaxNode, context: InlineContext): Row {
  const cells: Row["cells"] = [];
  const isBarred = row.firstChild?.name === "TableDelimiter";
  let bars = 0;
  for (let child = row.firstChild; child !== null; child = child.nextSibling) {
    if (child.name === "TableDelimiter") bars++;
    else if (child.name === "TableCell")
      cells[isBarred ? bars - 1 : bars] = inlinesOf(child, child.from, child.to, { ...context, isCell: true });
  }
  return { cells: Array.from(cells, (cell) => cell ?? []), ...context.source.placeAt(row.from) };
}
