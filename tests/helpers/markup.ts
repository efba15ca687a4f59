/** A tag of a page, with what its attributes say. */
export interface Tag {
  name: string;
  attributes: Record<string, string>;
  /** What stands in it as a reader sees it, elements included. */
  text: string;
  parent: Tag | undefined;
}

const voids = new Set(["meta", "br", "wbr"]);
const tag =
  /<(?:!doctype html>|!-- prettier-ignore -->|\/([a-z][a-z0-9]*)>|([a-z][a-z0-9]*)((?: [A-Za-z-]+="[^"<>]*")*)\s*(\/?)>)/gy;
const characters = /(?:[^<>&"'`]|&#\d+;)+/gy;

/**
 * Reads a page of the strictest kind, on which every parser of HTML agrees: no comment but what formatters ask for, all elements closed in order, all attributes
 * in double quotes, every `<` a tag that a template wrote, and no character that has a meaning left in text. Throws at
 * the first place that is otherwise. The text of styles is taken as it stands.
 */
export function readMarkup(page: string): Tag[] {
  const found: Tag[] = [];
  const open: Tag[] = [];
  let at = 0;
  const say = (text: string): void => {
    for (const element of open) element.text += text;
  };
  while (at < page.length) {
    if (page[at] === "<") {
      tag.lastIndex = at;
      const match = tag.exec(page);
      if (match === null) throw new Error(`no tag: ${page.slice(at, at + 60)}`);
      at = tag.lastIndex;
      const [, closed, opened, written = "", self] = match;
      if (closed !== undefined && open.pop()?.name !== closed) throw new Error(`</${closed}> closes another element`);
      if (opened === undefined) continue;
      const element = { name: opened, attributes: attributesOf(written), text: "", parent: open.at(-1) };
      found.push(element);
      if (voids.has(opened) || self === "/") continue;
      open.push(element);
      if (opened !== "style") continue;
      const end = page.indexOf("</style>", at);
      element.text = page.slice(at, end);
      at = end;
    } else {
      characters.lastIndex = at;
      if (!characters.test(page)) throw new Error(`bare character: ${page.slice(at, at + 60)}`);
      say(decoded(page.slice(at, characters.lastIndex)));
      at = characters.lastIndex;
    }
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)?.name}> is never closed`);
  return found;
}

function attributesOf(written: string): Record<string, string> {
  const pairs = [...written.matchAll(/ ([A-Za-z-]+)="([^"]*)"/g)].map(
    ([, name, value]) => [name ?? "", decoded(value ?? "")] as const,
  );
  if (new Set(pairs.map(([name]) => name)).size !== pairs.length) throw new Error(`attribute twice: ${written}`);
  return Object.fromEntries(pairs);
}

const decoded = (text: string): string => {
  if (/&(?!#\d+;)/.test(text)) throw new Error(`bare ampersand: ${text}`);
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
};
