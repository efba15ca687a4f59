import type { Item } from "../types.ts";

/** Whether an item says a text word for word, whatever else it says. */
export const carries = ({ text }: Pick<Item, "text">, wanted: string): boolean =>
  ` ${words(text)} `.includes(` ${words(wanted)} `);

/** Words and numbers alone, for the plan's text has lost its markup: where links lead to, too. */
const words = (text: string): string =>
  (
    text
      .replace(/\]\([^)\s]*\)/g, "]")
      .replace(/\p{Cf}/gu, "")
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? []
  ).join(" ");
