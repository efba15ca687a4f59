import type { Place, Plan, Span } from "../../../src/plan/types.ts";

/** Everything in a plan that has a place, with the way to it. */
export function placesIn(value: unknown, way = "plan"): { way: string; place: Place & Partial<Span> }[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "line" in value && "column" in value ? [{ way, place: value as Place }] : [];
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, `${way}.${key}`))];
}

export const linesOf = (text: string): string[] => text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);

/** Registers stand where their list item begins, headings at their marks. */
const begins =
  /\.(?:heading|goals|nonGoals|constraints|criteria|assumptions|risks|questions|sections|milestones)(?:\.\d+)?$/;

const unmarked = (source: string): string =>
  source
    .replace(/<!--.*?-->/g, "")
    .replace(/\]\((?:[^()]|\([^()]*\))*\)/g, "")
    .replace(/&(?:amp|lt|gt|quot);/g, "");
const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, "");

/** What is wrong with the places of a plan, in words: each must lie in the text, and the text there must begin with what is said. */
export function misplaced(plan: Plan, text: string): string[] {
  const lines = linesOf(text);
  return placesIn(plan).flatMap(({ way, place }) => {
    const source = lines[place.line - 1];
    const where = `${way} ${place.line}:${place.column}`;
    if (source === undefined || place.column < 1 || place.column > source.length + 1) return [`${where} lies outside`];
    if (place.text === undefined || begins.test(way)) return [];
    const here = letters(unmarked(source.slice(place.column - 1)));
    const isLabelAlone = "items" in place && here === "";
    const first = letters(unmarked(place.text.split(/\s/, 1)[0] ?? ""));
    return isLabelAlone || here.startsWith(first) ? [] : [`${where} says ${place.text}, and there stands ${source}`];
  });
}
