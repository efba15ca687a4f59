import { markdownText } from "../pack/helpers.ts";

/** A text as literal markdown on one line, cut to `length` characters. */
export const prose = (text: string, length: number): string => markdownText(cut(text, length));

/** A text on one line, cut to `length` characters. */
export function cut(text: string, length: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  const characters = [...line];
  return characters.length > length ? `${characters.slice(0, Math.max(1, length - 1)).join("")}…` : line;
}
