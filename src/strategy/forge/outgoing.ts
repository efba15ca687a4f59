import { visible } from "../../config/words.ts";
import { Failure } from "../../ui/failure.ts";
import { findSecrets } from "../secrets.ts";
import { eachLine } from "../tree/parse/lines.ts";

/** Longest body that GitHub takes, in UTF-16 units. */
const longestBody = 65_536;

/** Longest title that both take. */
const longestTitle = 250;

/**
 * What tells a text of this program from all others: a comment that nobody sees, at the very beginning.
 *
 * @param key what the text is; what could end the comment is left out
 */
export const markerOf = (key: string): string =>
  `<!-- plan-init:${key.replace(/[^\w@#.:/, -]/g, "").slice(0, 300)} -->`;

/** Whether a text is the one that was written for a key; forges may change line endings. */
export const isMarked = (text: string, key: string): boolean => text.trimStart().startsWith(markerOf(key));

/** Whether this program wrote a text. */
export const isOurs = (text: string): boolean => text.trimStart().startsWith("<!-- plan-init:");

/** A title on one line, without what nobody can see. */
export const titleText = (title: string): string => visible(title.replace(/\s+/g, " ").trim(), longestTitle);

/**
 * A text as it goes out: marked, and without calling anybody. `@docs` is an id here, and on a forge perhaps a person.
 *
 * @throws Failure `forge-failed` for one that is too long, `secret-found`
 */
export function bodyText(key: string, text: string): string {
  refuseLong(text);
  const body = `${markerOf(key)}\n\n${withoutMentions(text).trim()}\n`;
  refuseLong(body);
  refuseSecret(body);
  return body;
}

function refuseLong({ length }: string): void {
  if (length <= longestBody) return;
  const what = `the text has ${length} characters, and a forge takes ${longestBody}`;
  // As the forge itself would say.
  throw new Failure("forge-failed", { what, fix: "make it shorter", status: 413 });
}

/** @throws Failure `secret-found` */
export function refuseSecret(text: string): void {
  const [leak] = findSecrets(text);
  if (leak !== undefined) throw new Failure("secret-found", { path: "the text for the forge", ...leak });
}

/** Puts something invisible behind every `@` that a forge could take for the beginning of a name; code stays as it is. */
export function withoutMentions(text: string): string {
  const pieces: string[] = [];
  let from = 0;
  eachLine(text, ({ start, plain }) => {
    for (const { index } of plain.matchAll(/@(?=[\p{L}\p{N}_-])/gu)) {
      pieces.push(text.slice(from, start + index + 1));
      from = start + index + 1;
    }
  });
  return [...pieces, text.slice(from)].join("&#8203;");
}
