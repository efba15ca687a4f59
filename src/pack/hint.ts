import { nearest } from "../ui/nearest.ts";

/** What a mistyped name was most likely meant to be, or else all that it may be, as words. */
export function hintOf(name: string, known: readonly string[], show = (each: string): string => each): string {
  const near = nearest(name, known);
  if (near !== undefined) return `did you mean \`${show(near)}\``;
  return known.length === 0 ? "there is none" : `known are ${known.map((each) => `\`${show(each)}\``).join(", ")}`;
}
