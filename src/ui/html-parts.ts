import { type Content, type Html, html } from "./html.ts";

/** Text with what stands in backticks as code, which a click selects whole. */
export const prose = (text: string): Content =>
  text.split(/`([^`]+)`/).map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part));

/** A section with its heading; `id` is the page's own. */
export const section = (id: string, heading: string, content: Content): Html =>
  html`<section aria-labelledby="${id}"><h2 id="${id}">${heading}</h2>${content}</section>`;

const mostRows = 200;

/**
 * A table whose first cells head their rows. On a narrow screen each row stands as a block with its heads inside it, and so
 * the roles that such a display takes away are said. Long ones are cut.
 */
export function table(caption: string, heads: readonly string[], rows: readonly (readonly Content[])[]): Html {
  const row = ([first, ...others]: readonly Content[]): Html =>
    html`<tr role="row"><th role="rowheader" scope="row">${first}</th>${others.map(
      (cell, at) => html`<td role="cell" data-head="${heads[at + 1]}">${cell}</td>`,
    )}</tr>`;
  const more = rows.length - mostRows;
  return html`<table role="table"><caption>${caption}${more > 0 && `; ${more} more not shown`}</caption>
<thead role="rowgroup"><tr role="row">${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.slice(0, mostRows).map(row)}</tbody></table>`;
}

/**
 * A link to a file of the repository, with `name` as its text.
 *
 * @param from the folder of the page, `to` the file; both relative to the repository with `/`. A path that leaves it is
 * named, not linked
 */
export function link(from: string, to: string, name: string = to): Html {
  const [here, there] = [from, to].map((path) => path.split("/").filter((part) => part !== "" && part !== "."));
  const shown = html`<bdi>${name.split("/").map((part, at) => [at > 0 && html`/<wbr>`, part])}</bdi>`;
  if (here === undefined || there === undefined || [...here, ...there].includes("..")) return shown;
  const parting = here.findIndex((part, at) => part !== there[at]);
  const common = parting < 0 ? here.length : parting;
  const up = "../".repeat(here.length - common) || "./";
  return html`<a href="${up + there.slice(common).map(segment).join("/")}">${shown}</a>`;
}

/** Halves of surrogate pairs cannot be encoded. */
const segment = (part: string): string => encodeURIComponent(part.replace(/\p{Cs}/gu, "\ufffd"));

const minute = 60_000;
const units = [
  ["day", 1440 * minute, 2],
  ["hour", 60 * minute, 1],
  ["minute", minute, 1],
] as const;

/** How long before `now` a moment was; the moment itself when it is yet to come, and as it stands when it is none. */
export function moment(at: string, now: string): Html {
  // `Date.parse` makes a date of almost anything with a number in it.
  const age = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(at) ? Date.parse(now) - Date.parse(at) : Number.NaN;
  const date = /^(.{10})T(.{5}).*Z$/.exec(at);
  const full = date === null ? at : `${date[1]} ${date[2]} UTC`;
  const words = age >= 0 ? ago(age) : full;
  return Number.isNaN(age) ? html`${at}` : html`<time datetime="${at}" title="${full}">${words}</time>`;
}

function ago(age: number): string {
  const [unit, length] = units.find(([, size, least]) => age >= size * least) ?? [];
  if (unit === undefined) return "just now";
  return new Intl.RelativeTimeFormat("en").format(-Math.floor(age / length), unit);
}
