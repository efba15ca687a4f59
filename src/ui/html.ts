import { createHash } from "node:crypto";
import { visible } from "../config/words.ts";
import { baseStyle } from "./html-theme.ts";

/** Only `html` makes these, so whatever is one was written by a template. */
class Markup {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  toString(): string {
    return this.#text;
  }
}

/** Markup that is safe to put into a page. */
export type Html = Markup;

/** What a template may hold: text is escaped, lists are joined, `null`, `undefined` and `false` leave nothing. */
export type Content = Html | string | number | null | undefined | false | readonly Content[];

/**
 * Writes markup: what the literal says stands as it is, every value is escaped unless `html` made it. Within a tag, values
 * stand between double quotes, and addresses lead nowhere but to the page and files beside it; a template that breaks these
 * rules throws.
 */
export function html(literals: TemplateStringsArray, ...values: Content[]): Html {
  let template = "";
  let text = "";
  literals.forEach((literal, at) => {
    template += literal;
    const value = values[at];
    text += literal + (at < values.length ? write(value, /<[^<>]*$/.exec(template)?.[0]) : "");
  });
  return new Markup(text);
}

/** @param tag what the template has written of the tag that the value stands in, if it stands in one */
function write(value: Content, tag: string | undefined): string {
  const text = render(value);
  if (tag === undefined) return text;
  const bare = tag.split('"').length % 2 === 1;
  if (bare || value instanceof Markup || Array.isArray(value)) throw new Error(`unquoted value in template: ${tag}`);
  if (/\s(?:href|src)="$/.test(tag) && !/^(?:#|\.\.?\/)/.test(text)) throw new Error(`foreign address: ${text}`);
  return text;
}

function render(value: Content): string {
  if (value instanceof Markup) return value.toString();
  if (typeof value === "string" || typeof value === "number") return escaped(String(value));
  return value ? value.map(render).join("") : "";
}

// Joiners belong to scripts and emoji, but have no business beside ASCII, of which commands and paths are made.
const unseen =
  /[^\P{Cc}\n\t]|[\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]|(?<![^\0-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\0-\x7f])/gu;

/** Text as markup that shows it, in an element or between double quotes; what would not be seen is spelled out. */
const escaped = (text: string): string =>
  text.replace(unseen, (character) => visible(character)).replace(/[&<>"'`]/g, (mark) => `&#${mark.charCodeAt(0)};`);

/**
 * A whole page that needs nothing but itself: its policy allows this one style and nothing else.
 *
 * @param style CSS beyond that of every page; never made from data
 */
export function page({ title, style, body }: { title: string; style: string; body: Html }): string {
  const css = baseStyle + style;
  if (css.includes("<")) throw new Error("a style cannot hold `<`");
  const hash = createHash("sha256").update(css).digest("base64");
  // A formatter would change the style, which then is not the one that the policy allows.
  const text = html`<!doctype html>
<!-- prettier-ignore -->
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Markup(css)}</style>
</head>
<body>
${body}
</body>
</html>
`;
  return text.toString();
}
