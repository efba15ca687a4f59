import type { Plan } from "../types.ts";

/** The elements of HTML that people write into markdown or talk about in it. */
const elements = new Set(
  (
    "a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption center cite code col " +
    "colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure font footer form h1 h2 " +
    "h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark math menu meta " +
    "meter nav noscript object ol optgroup option output p picture pre progress q rp rt ruby s samp script search section " +
    "select slot small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead " +
    "time title tr track tt u ul var video wbr"
  ).split(" "),
);

/** Attributes that stand without a value, so that a tag with them looks like words. */
const flags = new Set(
  (
    "allowfullscreen async autofocus autoplay checked controls default defer disabled hidden inert ismap loop multiple muted " +
    "nomodule novalidate open playsinline readonly required reversed selected"
  ).split(" "),
);

/**
 * Whether what looks like a tag is a slot that nobody filled: `<path>`, `<what will be true>`, `<who, when>`. Not an element of
 * HTML, a component (`<Suspense>`), a type parameter (`<T>`), an address, or a tag with attributes.
 *
 * @param closed names for which the text has a closing tag, in lower case
 */
export function isSlotTag(tag: string, closed: ReadonlySet<string>): boolean {
  const inner = /^<(\p{L}[^<>="@]*[^<>="@/\s]|\p{L})>$/u.exec(tag)?.[1];
  if (inner === undefined) return false;
  const [name = "", ...rest] = inner.split(/\s+/);
  const isElement = elements.has(name.toLowerCase());
  const isComponent = /^(?:[A-Z]|[A-Z]\w*[a-z]\w*)$/.test(name);
  if (closed.has(name.toLowerCase()) || (isComponent && rest.length < 2)) return false;
  if (rest.length > 0) return !(isElement && rest.every((word) => flags.has(word)));
  return !isElement && /^\p{L}[\p{L}\p{N}_-]*$/u.test(name);
}

/** Names with a closing tag somewhere, in lower case: what opens them is no slot. Markdown takes names with `_` for text. */
export const closedTags = ({ html, prose }: Plan): Set<string> =>
  new Set(
    [...html, ...prose].flatMap(({ text }) =>
      !text.includes("</") ? [] : [...text.matchAll(/<\/([\w-]+)\s*>/g)].map(([, name = ""]) => name.toLowerCase()),
    ),
  );
