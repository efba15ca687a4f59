import { unsafePath } from "../../pack/paths.ts";

const form = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,78}[A-Za-z0-9])?$/;

/** Why a text cannot be the name of a document, which becomes a file's; `undefined` when it can. */
export function notASlug(text: string): string | undefined {
  if (!form.test(text)) return "it is not made of 1 to 80 letters a-z, digits, and `-`, `_` or `.` between them";
  return unsafePath(`${text}.md`);
}

/** Equal for slugs that mean the same document to somebody: case, and what stands between the words, do not count. */
export const slugKey = (slug: string): string => slug.toLowerCase().replace(/[._-]+/g, "-");

/** Equal for titles of the same words: case, accents' form and punctuation do not count. */
export const titleKey = (title: string): string => wordsOf(title).join(" ");

/** The words and numbers of a text, in lower case. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];
