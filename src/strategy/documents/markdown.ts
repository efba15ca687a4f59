import { nextLine } from "../../config/edit/splice.ts";
import type { Value } from "../../config/scalar.ts";
import { literal } from "../../config/words.ts";
import { eachLine } from "../tree/parse/lines.ts";
import { type Problem, readFront, writeFront } from "./front.ts";

/** A part of a document: from a heading `## …` to the next one. */
export interface Section {
  heading: string;
  /** Of the heading, from 1. */
  line: number;
  /** Everything below it, as it stands there. */
  body: string;
}

/** A markdown document with front matter, taken apart. */
export interface MarkdownDocument {
  front: Record<string, unknown>;
  /** The first `# …`; empty where there is none. */
  title: string;
  sections: Section[];
  /** What could not be read, and headings that are there twice. */
  problems: Problem[];
}

/** What a document is to hold besides what it holds. */
export interface DocumentChanges {
  /** Values of the front matter. */
  front?: Readonly<Record<string, Value>>;
}

interface Heading {
  depth: number;
  text: string;
  line: number;
  start: number;
}

/** Reads a document of anybody's. Headings in code and comments are none. Never throws; takes time in proportion to the text. */
export function readDocument(text: string): MarkdownDocument {
  const { data, problems, bodyStart } = readFront(text);
  const headings = headingsOf(text, bodyStart);
  const heads = headings.filter(({ depth }) => depth <= 2);
  const sections = heads.flatMap(({ depth, text: heading, line, start }, index) => {
    const end = heads[index + 1]?.start ?? text.length;
    return depth === 2 ? [{ heading, line, body: text.slice(nextLine(text, start), end) }] : [];
  });
  const title = headings.find(({ depth }) => depth === 1)?.text ?? "";
  return { front: data, title, sections, problems: [...problems, ...repeated(sections)] };
}

function headingsOf(text: string, from: number): Heading[] {
  const found: Heading[] = [];
  // Without the front matter, in which a fence or a comment means nothing.
  const above = text.slice(0, from).split("\n").length - 1;
  eachLine(text.slice(from), ({ number, start, plain, text: line }) => {
    const [whole, hashes = ""] = /^ {0,3}(#{1,6})(?=[ \t]|$)/.exec(plain) ?? [];
    if (whole === undefined) return;
    const words = line.slice(whole.length).trim();
    found.push({ depth: hashes.length, text: withoutClosing(words), line: above + number, start: from + start });
  });
  return found;
}

/** A heading may be closed with hashes; a loop, because a regular expression is quadratic on long runs. */
function withoutClosing(words: string): string {
  let end = words.length;
  while (words[end - 1] === "#") end--;
  return end < words.length && (end === 0 || /\s/.test(words.charAt(end - 1))) ? words.slice(0, end).trimEnd() : words;
}

function repeated(sections: readonly Section[]): Problem[] {
  const first = new Map<string, number>();
  return sections.flatMap(({ heading, line }) => {
    const earlier = first.get(headingKey(heading));
    if (earlier === undefined) first.set(headingKey(heading), line);
    return earlier === undefined
      ? []
      : [{ line, rule: "twice", what: `${literal(`## ${heading}`)} stands in line ${earlier} already` }];
  });
}

/** Equal for headings that mean the same section: case, numbering and marks do not count. */
export const headingKey = (heading: string): string =>
  heading
    .slice(0, 200)
    .toLowerCase()
    .replace(/^[\s\d.)*_]+/, "")
    .replace(/[\s*_:.]+$/, "")
    .replace(/\s+/g, " ");

/** The section of a name; `undefined` where there is none. */
export const sectionOf = ({ sections }: Pick<MarkdownDocument, "sections">, name: string): Section | undefined =>
  sections.find(({ heading }) => headingKey(heading) === headingKey(name));

/** What a section says: comments, which skeletons have where something is to be filled in, are nothing. */
export const said = (body: string): string => body.replace(/<!--[\s\S]*?(?:-->|$)/g, "").trim();

/**
 * The document with other values in its front matter: everything else stays byte for byte, and so do line endings and the
 * byte order mark.
 *
 * @param file what errors call it
 * @throws Failure `front-matter` where it cannot be read or rewritten
 */
export const writeDocument = (text: string, { front = {} }: DocumentChanges, file: string): string =>
  writeFront(text, front, file);
