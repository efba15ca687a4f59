/** A JSON value with its place in the text: `start` and `end` are offsets in UTF-16 units. */
export type JsonNode = JsonObject | JsonArray | JsonScalar;

interface Span {
  start: number;
  end: number;
}

export interface JsonObject extends Span {
  kind: "object";
  /** In the order of the text; a key may stand twice. */
  entries: JsonMember[];
}

export interface JsonArray extends Span {
  kind: "array";
  entries: JsonItem[];
}

export interface JsonScalar extends Span {
  kind: "scalar";
  value: string | number | boolean | null;
}

/** `start` is the key's, `end` the value's. */
export interface JsonMember extends Span {
  key: string;
  value: JsonNode;
}

export interface JsonItem extends Span {
  value: JsonNode;
}

/** What keeps a text from being the JSON that is wanted, and where. */
export class JsonProblem extends Error {
  readonly offset: number;

  constructor(offset: number, why: string) {
    super(why);
    this.offset = offset;
  }
}

// Settings nest four or five deep; whoever nests this deep means to exhaust the stack.
const deepest = 200;

const blank = /[ \t\n\r]*/y;
const string = /"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const literal = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/**
 * Reads strict JSON (RFC 8259) and keeps where everything stands, so that a change can leave every other byte alone. A byte order
 * mark in front is passed over.
 *
 * @throws JsonProblem at the first place that is not JSON: a comment, a trailing comma, an end too early
 */
export function parseJson(text: string): JsonNode {
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  skipBlank();
  const root = value(0);
  skipBlank();
  if (at < text.length) throw new JsonProblem(at, "something stands behind the end of the JSON");
  return root;

  function value(depth: number): JsonNode {
    if (depth > deepest) throw new JsonProblem(at, `it is nested more than ${deepest} deep`);
    if (text[at] === "{") return { kind: "object", ...container("}", () => member(depth)) };
    if (text[at] === "[") return { kind: "array", ...container("]", () => item(depth)) };
    const start = at;
    const scalar = take(text[at] === '"' ? string : literal);
    if (scalar === undefined) throw unexpected("a value");
    return { kind: "scalar", start, end: at, value: JSON.parse(scalar) };
  }

  function container<Entry>(close: string, entry: () => Entry): Span & { entries: Entry[] } {
    const start = at++;
    const entries: Entry[] = [];
    skipBlank();
    while (text[at] !== close || entries.length > 0) {
      entries.push(entry());
      skipBlank();
      if (text[at] === close) break;
      if (text[at] !== ",") throw unexpected(`\`,\` or \`${close}\``);
      at++;
      skipBlank();
    }
    return { start, end: ++at, entries };
  }

  function item(depth: number): JsonItem {
    const inner = value(depth + 1);
    return { start: inner.start, end: inner.end, value: inner };
  }

  function member(depth: number): JsonMember {
    const start = at;
    const key = take(string);
    if (key === undefined) throw unexpected("a key in double quotes");
    skipBlank();
    if (text[at] !== ":") throw unexpected("`:`");
    at++;
    skipBlank();
    const inner = value(depth + 1);
    return { start, end: inner.end, key: JSON.parse(key), value: inner };
  }

  function take(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  }

  function skipBlank(): void {
    take(blank);
  }

  function unexpected(expected: string): JsonProblem {
    const found = at < text.length ? `\`${text.slice(at, at + 10).split(/[\r\n]/)[0]}\`` : "the end";
    return new JsonProblem(at, `expected ${expected}, found ${found}`);
  }
}

/** The value that a node stands for. */
export const dataOf = (text: string, { start, end }: JsonNode): unknown => JSON.parse(text.slice(start, end));

/** The line of an offset, counted from 1. */
export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split(/\r\n|\r|\n/).length;
