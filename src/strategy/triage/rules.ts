import { literal, visible } from "../../config/words.ts";
import { type DocumentFinding, unread, wrong } from "../documents/finding.ts";
import { textOf } from "../documents/front.ts";
import { groupBy } from "../documents/group.ts";
import { slugKey, titleKey } from "../documents/slug.ts";
import type { PredictionState } from "../paths.ts";
import { newEvidence, type Prediction } from "./prediction.ts";

/** Predictions, to be found by what they are called. */
export interface Shelf {
  all: readonly Prediction[];
  bySlug(slug: string): readonly Prediction[];
  /** None for a title without words. */
  byTitle(title: string): readonly Prediction[];
}

/** All that is known of predictions. */
export type Known = Record<PredictionState, Shelf>;

/** Sorts predictions so that they are found without looking at each. */
export function shelve(all: readonly Prediction[]): Shelf {
  const slugs = groupBy(all, ({ slug }) => slugKey(slug));
  const titles = groupBy(all, ({ title }) => titleKey(title));
  titles.delete("");
  return {
    all,
    bySlug: (slug) => slugs.get(slugKey(slug)) ?? [],
    byTitle: (title) => titles.get(titleKey(title)) ?? [],
  };
}

/** A clock may be ahead, and there are time zones up to UTC+14. */
const mostAhead = 14 * 3_600_000;

/** Levels of confidence and severity, for those who do not like numbers. */
const levels = ["low", "medium", "high", "critical"];

/** Everything that is wrong with an unreviewed prediction. One with errors can be dismissed, but not acted on. */
export function judgePrediction(prediction: Prediction, known: Known, now: Date): DocumentFinding[] {
  const { text, trouble, document } = prediction;
  if (text === undefined) {
    return [wrong("unreadable", 1, `it cannot be read: ${trouble}`, "put a text file in its place, or take it away")];
  }
  if (trouble !== undefined) return [wrong("name", 1, trouble, "rename it: `<slug>.md`")];
  const isBroken = document.problems.some(({ rule }) => rule === "front-matter");
  return [
    ...unread(document.problems),
    // What cannot be read is not missing.
    ...(isBroken ? [] : fields(prediction, now)),
    ...doubles(prediction, known),
    ...(isBroken ? [] : returning(prediction, known)),
  ];
}

function fields({ title, evidence, document: { front, sections }, lineOf }: Prediction, now: Date): DocumentFinding[] {
  const missing = (rule: string, what: string, fix: string) => wrong(rule, 1, what, fix);
  const line = sections.find(({ heading }) => /^evidence$/i.test(heading))?.line ?? lineOf("evidence");
  return [
    ...(title === "" ? [missing("title", "it has no title", "say in one line what will happen: `title: …`")] : []),
    ...(evidence.length === 0
      ? [wrong("evidence", line, "it has no evidence", "add `## Evidence` with what speaks for it, an item each")]
      : []),
    ...weight(front, lineOf),
    ...date(front.date, lineOf("date"), now),
    ...(textOf(front.by) === "" ? [missing("by", "nobody stands for it", "add who predicts it: `by: …`")] : []),
  ];
}

function weight(front: Record<string, unknown>, lineOf: (key: string) => number): DocumentFinding[] {
  const given = (["confidence", "severity"] as const).filter((key) => textOf(front[key]) !== "");
  const fix = `write \`confidence: 0.7\`, \`70%\` or one of ${levels.join(", ")}; or \`severity:\` with one of these`;
  if (given.length === 0) return [wrong("weight", 1, "it has neither confidence nor severity", fix)];
  return given.flatMap((key) => {
    const value = textOf(front[key]);
    const isKnown = levels.includes(value.toLowerCase()) || (key === "confidence" && isShare(value));
    return isKnown ? [] : [wrong("weight", lineOf(key), `${literal(`${key}: ${value}`)} is no measure`, fix)];
  });
}

const isShare = (value: string): boolean =>
  (/^\d{1,3}(?:\.\d{1,6})?%$/.test(value) && Number.parseFloat(value) <= 100) ||
  (/^(?:\d?\.)?\d{1,6}$/.test(value) && Number(value) <= 1);

function date(given: unknown, line: number, now: Date): DocumentFinding[] {
  const value = textOf(given);
  const fix = "write the day it was made: `date: YYYY-MM-DD`";
  if (value === "") return [wrong("date", line, "it has no date", fix)];
  const day = dayOf(value);
  if (day === undefined) return [wrong("date", line, `${literal(value)} is no day`, fix)];
  if (day.getTime() <= now.getTime() + mostAhead) return [];
  return [{ ...wrong("date", line, `${literal(value)} is yet to come`, "look at the clock"), severity: "warning" }];
}

/** A day or a moment of ISO 8601, if there is such a day. */
function dayOf(value: string): Date | undefined {
  const [whole, day] = /^(\d{4}-\d\d-\d\d)(?:[T ][\d:.]{4,15}(?:Z|[+-]\d\d:?\d\d)?)?$/.exec(value) ?? [];
  const parsed = new Date(`${day}T00:00:00Z`);
  const isDay = whole !== undefined && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day ?? "?");
  return isDay ? parsed : undefined;
}

function doubles(prediction: Prediction, { unreviewed, actioned }: Known): DocumentFinding[] {
  const { slug, title, path } = prediction;
  const isOther = (other: Prediction): boolean => other.path !== path;
  const twin = unreviewed.bySlug(slug).find(isOther);
  const alike = unreviewed.byTitle(title).find(isOther);
  const [done] = [...actioned.bySlug(slug), ...actioned.byTitle(title)];
  const say = (rule: string, what: string, fix: string) => [wrong(rule, 1, what, fix)];
  return [
    ...(twin ? say("same-slug", `${file(twin)} has the same slug`, "dismiss one of the two, or rename it") : []),
    ...(alike && alike !== twin ? say("same-title", `${file(alike)} says the same`, "dismiss one of the two") : []),
    ...(done
      ? say(
          "acted-on",
          `it was acted on already: ${file(done)}`,
          "dismiss it, or give it a new slug and title that say what is new",
        )
      : []),
  ];
}

const file = ({ path }: Prediction): string => `\`${visible(path, 200)}\``;

/** The dismissed ones that a prediction is a return of: of the same title, or slug, a number at its end aside. */
export function dismissedBefore({ slug, title }: Prediction, { dismissed }: Known): Prediction[] {
  const bare = slugKey(slug).replace(/-\d{1,3}$/, "");
  return [...new Set([...dismissed.bySlug(slug), ...dismissed.bySlug(bare), ...dismissed.byTitle(title)])];
}

function returning(prediction: Prediction, known: Known): DocumentFinding[] {
  const earlier = dismissedBefore(prediction, known);
  const [first] = earlier;
  const before = earlier.flatMap(({ evidence }) => evidence);
  if (first === undefined || newEvidence(prediction.evidence, before).length > 0) return [];
  const what = `it was dismissed before, ${file(first)}, and nothing new speaks for it`;
  return [wrong("returned", 1, what, "dismiss it again, or add evidence that was not there")];
}
