import type { SyntaxNode } from "@lezer/common";
import type { Source } from "./source.ts";
import type { Inline, Piece } from "./tree.ts";

/** What inline content is read by. */
export interface InlineContext {
  source: Source;
  /** Whether a link without an address is one: `[text]` is text unless the document says where it leads. */
  isDefined: (label: string) => boolean;
  /** In a table, a bar within a code span is escaped. */
  isCell: boolean;
}

/** The inline content of a node, between two offsets. */
export function inlinesOf(node: SyntaxNode, from: number, to: number, context: InlineContext): Inline[] {
  const writer = new Writer(context.source);
  walk(node, from, to, writer, context);
  return writer.done();
}

/** What stands between nodes is text. */
function walk(node: SyntaxNode, from: number, to: number, writer: Writer, context: InlineContext): void {
  let at = from;
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.to <= from) continue;
    if (child.from >= to) break;
    writer.plain(at, child.from);
    put(child, writer, context);
    at = child.to;
  }
  writer.plain(at, to);
}

const silent = new Set([
  "QuoteMark",
  "EmphasisMark",
  "LinkMark",
  "HeaderMark",
  "TaskMarker",
  "HardBreak",
  "Comment",
  "ProcessingInstruction",
]);

function put(node: SyntaxNode, writer: Writer, context: InlineContext): void {
  const { name, from, to } = node;
  const { text } = context.source;
  if (silent.has(name)) writer.cut(name === "HardBreak");
  else if (name === "Escape") writer.instead(text.slice(from + 1, to), from, to);
  else if (name === "Entity") writer.instead(decoded(text.slice(from, to)), from, to);
  else if (name === "Emphasis" || name === "StrongEmphasis")
    writer.add({ type: "span", children: inlinesOf(node, from, to, context) });
  else if (name === "InlineCode") writer.add(codeOf(node, context));
  else if (name === "HTMLTag")
    writer.add({ type: "html", text: text.slice(from, to), ...context.source.placeAt(from) });
  else if (name === "Autolink")
    writer.add({
      type: "link",
      children: [{ type: "text", text: text.slice(from + 1, to - 1), ...context.source.placeAt(from + 1) }],
    });
  else if (name === "Link" || name === "Image") putLink(node, writer, context);
  else writer.plain(from, to);
}

function putLink(node: SyntaxNode, writer: Writer, context: InlineContext): void {
  const { text } = context.source;
  const [open = node, close = node] = node.getChildren("LinkMark");
  const label = node.getChild("LinkLabel");
  const own = text.slice(open.to, close.from);
  const named = label === null || label.to - label.from <= 2 ? own : text.slice(label.from + 1, label.to - 1);
  const isLink = node.getChild("URL") !== null || text[close.to] === "(" || context.isDefined(named);
  if (isLink) {
    const children = inlinesOf(node, open.to, close.from, context);
    writer.add({ type: node.name === "Image" ? "span" : "link", children });
  } else {
    writer.plain(open.from, open.to);
    walk(node, open.to, close.from, writer, context);
    writer.plain(close.from, node.to);
  }
}

/** A code span as CommonMark has it: line ends are blanks, one blank at both ends pads it; and one that a line end begins with goes. */
function codeOf(node: SyntaxNode, { source, isCell }: InlineContext): Piece {
  const from = node.firstChild?.to ?? node.from;
  const to = node.lastChild?.from ?? node.to;
  let raw = "";
  let at = from;
  for (let child = node.firstChild; child !== null; child = child.nextSibling)
    if (child.name === "QuoteMark") {
      raw += source.text.slice(at, child.from);
      at = child.to;
    }
  raw += source.text.slice(at, to);
  const flat = raw.replace(/[ \t]*\n[ \t]*/g, " ");
  const isPadded = /^ .*[^ ].* $/.test(flat);
  const text = isPadded ? flat.slice(1, -1) : /^[ \t]*\n/.test(raw) ? flat.slice(1) : flat;
  const skipped = /^[ \t]*\n[ \t>]*|^ /.exec(source.text.slice(from, to))?.[0].length ?? 0;
  const place = source.placeAt(from + (text === flat ? 0 : skipped));
  return { type: "code", text: isCell ? text.replaceAll("\\|", "|") : text, ...place };
}

/** References that people write; the names of all others would weigh more than the rest of the parser. */
const references: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00A0",
  copy: "©",
  reg: "®",
  trade: "™",
  hellip: "…",
  mdash: "—",
  ndash: "–",
  middot: "·",
  bull: "•",
  rarr: "→",
  larr: "←",
  rArr: "⇒",
  times: "×",
  le: "≤",
  ge: "≥",
  ne: "≠",
  laquo: "«",
  raquo: "»",
  ldquo: "“",
  rdquo: "”",
  lsquo: "‘",
  rsquo: "’",
};

function decoded(reference: string): string {
  const number = /^&#(?:x([\da-f]{1,6})|(\d{1,7}));$/i.exec(reference);
  if (number === null) return references[reference.slice(1, -1)] ?? reference;
  const code = Number.parseInt(number[1] ?? number[2] ?? "", number[1] === undefined ? 10 : 16);
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : "\uFFFD";
}

/** Collects inline content: text in one piece a line, however often it is escaped. */
class Writer {
  readonly #source: Source;
  readonly #done: Inline[] = [];
  #open: Piece | undefined;
  /** Whether what comes next begins a line, and what it is indented by says nothing. */
  #isIndented = false;

  constructor(source: Source) {
    this.#source = source;
  }

  /** Text as it stands in the source. */
  plain(from: number, to: number): void {
    let at = from;
    while (at < to) {
      const end = this.#source.text.indexOf("\n", at);
      const stop = end < 0 || end > to ? to : end;
      this.#append(this.#source.text.slice(at, stop), at);
      if (stop === end && end < to) this.cut(true);
      at = stop + 1;
    }
  }

  /** Text that stands for something else in the source. */
  instead(text: string, from: number, to: number): void {
    const open = this.#piece(from);
    const { column } = this.#source.placeAt(from);
    open.columns ??= Array.from({ length: open.text.length + 1 }, (_, at) => open.column + at);
    open.columns.pop();
    for (let at = 0; at < text.length; at++) open.columns.push(column);
    open.columns.push(column + to - from);
    open.text += text;
  }

  add(inline: Inline): void {
    this.cut(false);
    this.#isIndented = false;
    this.#done.push(inline);
  }

  /** Ends a piece of text; at the end of a line, blanks before it go. */
  cut(isLineEnd: boolean): void {
    const open = this.#open;
    this.#open = undefined;
    if (isLineEnd) this.#isIndented = true;
    if (open === undefined) return;
    if (isLineEnd) open.text = open.text.trimEnd();
    if (open.text !== "") this.#done.push(open);
  }

  done(): Inline[] {
    this.cut(false);
    return this.#done;
  }

  #append(text: string, from: number): void {
    const blanks = this.#isIndented ? text.search(/[^ \t]|$/) : 0;
    if (blanks === text.length) return;
    this.#isIndented = false;
    const open = this.#piece(from + blanks);
    open.text += blanks === 0 ? text : text.slice(blanks);
    if (open.columns === undefined) return;
    const end = open.columns.at(-1) ?? 1;
    for (let at = 1; at <= text.length - blanks; at++) open.columns.push(end + at);
  }

  #piece(from: number): Piece {
    this.#open ??= { type: "text", text: "", ...this.#source.placeAt(from) };
    this.#isIndented = false;
    return this.#open;
  }
}
