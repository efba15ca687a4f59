import { markdownCode } from "../../pack/helpers.ts";
import { prose } from "../../runs/prose.ts";
import type { Closing } from "../closing.ts";
import { mentions, named } from "./goals.ts";
import { item } from "./lists.ts";
import { accountOf, contradicts } from "./reports.ts";

/** What was learned: in somebody's words, from assumptions that did not hold, and what is still open. */
export const lessonLines = (closing: Closing): string[][] => [
  ...closing.learned.map((lesson) => item(prose(lesson, 2000))),
  ...doubtedAssumptions(closing),
  ...closing.plan.questions.map((question) => item(`Still open, ${named(question)}`)),
];

/** Assumptions that a report names where it contradicts the plan, or a plan that was planned anew in its changelog. */
function doubtedAssumptions(closing: Closing): string[][] {
  const { plan, runs, deltas } = closing;
  const against = deltas
    .filter(contradicts)
    .map(({ name, delta }) => ({ source: markdownCode(name), text: accountOf(delta).join(" ") }));
  const anew = runs.length > 1 ? plan.changelog.map(({ text }) => ({ source: "the changelog", text })) : [];
  return plan.assumptions.flatMap((assumption) => {
    const sources = [...against, ...anew].filter(({ text }) => mentions(text, assumption.id));
    if (sources.length === 0) return [];
    const where = [...new Set(sources.map(({ source }) => source))].join(", ");
    return [item(`Assumption ${named(assumption)} — called into question by ${where}`)];
  });
}
