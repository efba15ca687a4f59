import { markdownCode, markdownText } from "../pack/helpers.ts";

// What GitHub makes a link of, or tells somebody about.
const reaching = /:\/\/|www\.|@/i;

/**
 * A text as literal markdown on one line, cut to `length` characters. Words that would be links or would call somebody stand as code, for
 * there is no other way to write them down and no more.
 */
export function prose(text: string, length: number): string {
  const words = cut(text.replace(/\p{Cc}/gu, " "), length).split(" ");
  const escaped = markdownText(words.join(" ")).split(" ");
  return words.map((word, at) => (reaching.test(word) ? markdownCode(word) : (escaped[at] ?? ""))).join(" ");
}

/** A text on one line, cut to `length` characters. */
export function cut(text: string, length: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  const characters = [...line];
  return characters.length > length ? `${characters.slice(0, Math.max(1, length - 1)).join("")}…` : line;
}
