import type { Id, Span } from "../types.ts";

/** An id: `#123`, or `@slug` of letters, digits and `_ . -` in between. */
const id = "(?:#\\d+|@[A-Za-z0-9](?:[\\w.-]*\\w)?)";
const wholeId = new RegExp(`^${id}$`);
const idHere = new RegExp(`\\(?(${id})(?![\\w])\\)?`, "y");
const separatorHere = /\s*(?:,|;|&|\+|\band\b)\s*(?:and\s+)?/y;
const separators = /(?:[\s,;/&+→]|->|\band\b)+/;

/** An id at a place. */
export const makeId = (text: string, line: number, column: number): Id => ({
  key: text.startsWith("#") ? text : text.toLowerCase(),
  text,
  line,
  column,
});

/**
 * Ids in parentheses, each with where it begins: `(#12)`, `(@slug)`, and lists of them. Parentheses with anything else in them,
 * such as `(supersedes #12)`, are prose.
 *
 * @param plain a line, comments and code blanked out
 * @param from index to begin at
 */
export function parenthesised(plain: string, from: number, to: number, line: number): { ids: Id[]; spans: Cut[] } {
  const found = { ids: [] as Id[], spans: [] as Cut[] };
  for (let open = plain.indexOf("(", from); open >= 0 && open < to; ) {
    const close = plain.indexOf(")", open);
    if (close < 0) break;
    const inner = plain.lastIndexOf("(", close);
    const ids = idsBetween(plain, inner + 1, close, line);
    if (ids.length > 0) {
      for (const each of ids) found.ids.push(each);
      found.spans.push({ start: inner, end: close + 1 });
    }
    open = plain.indexOf("(", close);
  }
  // Most lines have one.
  return found.ids.length < 2 ? found : { ids: distinct(found.ids), spans: found.spans };
}

const distinct = (ids: readonly Id[]): Id[] => {
  const known = new Set<string>();
  return ids.filter(({ key }) => known.size < known.add(key).size);
};

/** A piece of a line that is not part of what it says. */
export interface Cut {
  start: number;
  end: number;
}

function idsBetween(plain: string, start: number, end: number, line: number): Id[] {
  const content = plain.slice(start, end);
  if (wholeId.test(content)) return [makeId(content, line, start + 1)];
  if (!/^\s*[#@]/.test(content)) return [];
  const words = content.split(separators).filter((word) => word !== "");
  if (!words.every((word) => wholeId.test(word))) return [];
  let at = start;
  return words.map((word) => {
    const found = plain.indexOf(word, at);
    at = found + word.length;
    return makeId(word, line, found + 1);
  });
}

/** A list of bare ids, `#12, @slug and #13`, that begins at `from`; and where it ends. */
export function idList(plain: string, from: number, line: number): { ids: Id[]; end: number } {
  const ids: Id[] = [];
  let end = from;
  for (let at = from; ; ) {
    idHere.lastIndex = at;
    const match = idHere.exec(plain);
    if (match === null) return { ids, end };
    const text = match[1] ?? "";
    ids.push(makeId(text, line, plain.indexOf(text, at) + 1));
    end = idHere.lastIndex;
    separatorHere.lastIndex = end;
    if (!separatorHere.test(plain)) return { ids, end };
    at = separatorHere.lastIndex;
  }
}

/** The value of `Depends on:` as ids, and what in it is none; `none` and dashes say that there is nothing. */
export function dependencies(plain: string, from: number, line: number): { ids: Id[]; strange: Span[] } {
  const found = { ids: [] as Id[], strange: [] as Span[] };
  for (const match of plain.slice(from).matchAll(/[^\s,;]+/g)) {
    const word = match[0].replace(/^\(|[).]$/g, "");
    const column = from + match.index + match[0].indexOf(word) + 1;
    if (wholeId.test(word)) found.ids.push(makeId(word, line, column));
    else if (!/^(?:and|&|\+|none|nothing|n\/a|[—–-]+)?$/i.test(word)) found.strange.push({ text: word, line, column });
  }
  return found;
}
