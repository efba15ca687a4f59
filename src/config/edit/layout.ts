import { type CST, isMap, isScalar, isSeq, type Pair, type ParsedNode, type YAMLMap, type YAMLSeq } from "yaml";
import type { Quote } from "../scalar.ts";
import { runBefore } from "./splice.ts";

/** From the first to behind the last visible character, comments behind it aside. */
export interface Extent {
  start: number;
  end: number;
}

/** How a value is written. */
export interface Layout extends Extent {
  data: unknown;
  /** `inline`: on one line or between quotes or brackets; `text`: `|` or `>`; `lines`: an indented map or list. */
  style: "inline" | "text" | "lines";
  /** The quotes that somebody chose. */
  quote: Quote | undefined;
  /** The comment behind `|` or `>`. */
  comment: string | undefined;
  /** What a map or list holds; empty for anything else. */
  entries: Entry[];
  /** Where lines can follow: the blank lines behind a `|+` text are part of it. */
  behind: number;
}

/** One entry of a map or list as it is written, from its key, `?` or `-` to its value. */
export interface Entry extends Extent {
  /** Absent in a list. */
  key: string | undefined;
  /** Where the value may begin: behind the colon, tag and anchor; `undefined` when there is no colon. */
  colon: number | undefined;
  /** `undefined` when nothing stands there. */
  value: Layout | undefined;
  /** Between brackets: the comma in front and the one behind. */
  commas: { before: number | undefined; after: number | undefined };
  behind: number;
}

/**
 * Reads the layout of a value from its nodes.
 *
 * @param text what the nodes were read from
 * @returns `undefined` when nothing stands there
 */
export function layoutOf(node: ParsedNode | null, text: string): Layout | undefined {
  if (isMap(node)) return collection(node, mapEntries(node, text));
  if (isSeq(node)) return collection(node, listEntries(node, text));
  if (!isScalar(node) || (node.value === null && node.source === "")) return undefined;
  const [start, end] = node.range;
  const base = { data: node.value, quote: undefined, comment: undefined, entries: [] };
  if (node.type !== "BLOCK_LITERAL" && node.type !== "BLOCK_FOLDED") {
    // Formatters choose single quotes for text that has double ones in it, so those say nothing about taste.
    const chosen = node.type !== "QUOTE_SINGLE" || !String(node.value).includes('"');
    return {
      ...base,
      quote: chosen ? quotes[node.type ?? "PLAIN"] : undefined,
      style: "inline",
      start,
      end,
      behind: end,
    };
  }
  // What else Unicode calls a space is text to YAML.
  const visibleEnd = runBefore(text, end, " \t\r\n");
  return { ...base, comment: headerComment(node.srcToken), style: "text", start, end: visibleEnd, behind: end };
}

const quotes: Record<string, Quote> = { QUOTE_SINGLE: "'", QUOTE_DOUBLE: '"' };

function headerComment(token: CST.Token | undefined): string | undefined {
  const props = token !== undefined && "props" in token ? token.props : [];
  const comment = props.find(({ type }) => type === "comment");
  return comment !== undefined && "source" in comment ? comment.source : undefined;
}

function collection(node: YAMLMap.Parsed | YAMLSeq.Parsed, entries: Entry[]): Layout {
  const [start, end] = node.range;
  const base = { data: undefined, quote: undefined, comment: undefined, entries, start };
  if (node.flow) return { ...base, style: "inline", end, behind: end };
  const last = entries.at(-1);
  return { ...base, style: "lines", end: last?.end ?? end, behind: last?.behind ?? end };
}

function mapEntries(map: YAMLMap.Parsed, text: string): Entry[] {
  return map.items.map((pair) => {
    const value = layoutOf(pair.value, text);
    const colon = colonEnd(pair);
    const mark = pair.srcToken?.start.find(({ type }) => type === "explicit-key-ind");
    const [keyStart, keyEnd] = pair.key.range;
    const end = value?.end ?? colon ?? keyEnd;
    const key = isScalar(pair.key) ? String(pair.key.value) : "";
    const commas = commasOf(map.srcToken, pair.srcToken);
    return { key, colon, value, commas, start: mark?.offset ?? keyStart, end, behind: value?.behind ?? end };
  });
}

function colonEnd(pair: Pair): number | undefined {
  const marks = (pair.srcToken?.sep ?? []).filter(({ type }) => ["map-value-ind", "tag", "anchor"].includes(type));
  if (!marks.some(({ type }) => type === "map-value-ind")) return undefined;
  return Math.max(...marks.map(({ offset, source }) => offset + source.length));
}

function listEntries(list: YAMLSeq.Parsed, text: string): Entry[] {
  return list.items.map((item) => {
    const value = layoutOf(item, text);
    const token = list.srcToken?.items.find((each) => each.value !== undefined && each.value === item.srcToken);
    const dash = token?.start.find(({ type }) => type === "seq-item-ind");
    const [start, end] = [dash?.offset ?? item.range[0], value?.end ?? item.range[1]];
    const commas = commasOf(list.srcToken, token);
    return { key: undefined, colon: undefined, value, commas, start, end, behind: value?.behind ?? end };
  });
}

function commasOf(holder: CST.Token | undefined, token: CST.CollectionItem | undefined): Entry["commas"] {
  const items = holder?.type === "flow-collection" ? holder.items : [];
  const at = token === undefined ? -1 : items.indexOf(token);
  const comma = (item: CST.CollectionItem | undefined) => item?.start.find(({ type }) => type === "comma")?.offset;
  return at < 0 ? { before: undefined, after: undefined } : { before: comma(items[at]), after: comma(items[at + 1]) };
}
