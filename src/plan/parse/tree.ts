import type { Place, Span } from "../types.ts";

/** A piece of a line, exactly where it stands in the source: a code span's content, a tag, or anything else as a reader sees it. */
export interface Piece extends Span {
  type: "text" | "code" | "html";
  /**
   * Where each character of `text` stands, and where it ends, when that is not one behind the other from `column` on: an escape or
   * a reference is longer in the source than what it stands for.
   */
  columns?: number[];
}

export type Inline = Piece | { type: "link" | "span"; children: Inline[] };

export interface Heading extends Place {
  type: "heading";
  depth: number;
  children: Inline[];
}

export interface Paragraph extends Place {
  type: "paragraph";
  children: Inline[];
}

export interface ListItem extends Place {
  children: Block[];
}

export interface Row extends Place {
  cells: Inline[][];
}

export interface Table extends Place {
  type: "table";
  rows: Row[];
}

export interface Code extends Place {
  type: "code";
  language: string;
  /** Without fences and what they are indented by. */
  lines: Span[];
}

/** What a plan's markdown is made of; comments, rules and definitions of links are left out. */
export type Block =
  | Heading
  | Paragraph
  | Table
  | Code
  | ({ type: "list"; items: ListItem[] } & Place)
  | ({ type: "quote"; children: Block[] } & Place)
  | ({ type: "html" } & Span);
