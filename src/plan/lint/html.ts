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

/**
 * Whether what markdown takes for HTML is a slot that nobody filled: `<path>`, `<what will be true>`. Not an element of HTML,
 * a component (`<Suspense>`), a type parameter (`<T>`), or a tag with attributes.
 *
 * @param closed names for which the text has a closing tag, in lower case
 */
export function isSlotTag(tag: string, closed: ReadonlySet<string>): boolean {
  const [, name, rest = ""] = /^<([A-Za-z][\w-]*)((?:\s[^<>=]*)?)>$/.exec(tag) ?? [];
  if (name === undefined || rest.endsWith("/")) return false;
  const isComponent = /^(?:[A-Z]|[A-Z]\w*[a-z]\w*)$/.test(name) && rest === "";
  return !isComponent && !elements.has(name.toLowerCase()) && !closed.has(name.toLowerCase());
}

/** Names with a closing tag somewhere, in lower case: what opens them is no slot. Markdown takes names with `_` for text. */
export const closedTags = ({ html, prose }: Plan): Set<string> =>
  new Set(
    [...html, ...prose].flatMap(({ text }) =>
      [...text.matchAll(/<\/([\w-]+)\s*>/g)].map(([, name = ""]) => name.toLowerCase()),
    ),
  );
