import { textOf } from "../documents/front.ts";
import { writeDocument } from "../documents/markdown.ts";
import { predictionsDir } from "../paths.ts";
import type { Decision, StrategyRun } from "../run/record.ts";
import type { Prediction } from "./prediction.ts";
import type { Known, Shelf } from "./rules.ts";

/** A decision that stands in a file, and where that file belongs. */
export interface Move {
  from: string;
  to: string;
  text: string;
  decision: Decision;
}

/** Of a run: its id, and when it is, in ISO 8601. */
export interface Moment {
  run: string;
  at: string;
}

/**
 * What comes of a decision: the outcome is written into the prediction, which moves on.
 *
 * @throws Failure `front-matter` where that cannot be written
 */
export function moveFor(prediction: Prediction, decision: Decision, { run, at }: Moment, known: Known): Move {
  const state = decision.act ? "actioned" : "dismissed";
  const front = { outcome: state, reason: decision.reason, decided: at, run };
  const text = writeDocument(prediction.text ?? "", { front }, prediction.path);
  const slug = freeSlug(prediction.slug, known[state].bySlug);
  return { from: prediction.path, to: `${predictionsDir(state)}/${slug}.md`, text, decision: { ...decision, slug } };
}

/** A name that no other has: of one that came back twice both files are kept. */
function freeSlug(slug: string, bySlug: (slug: string) => readonly Prediction[]): string {
  for (let nth = 1; ; nth++) {
    const name = nth === 1 ? slug : `${slug}-${nth}`;
    if (bySlug(name).length === 0) return name;
  }
}

/** The decision that a run wrote into a prediction, if it did. */
export function decisionIn({ slug, document: { front } }: Prediction, run: string): Decision | undefined {
  const reason = textOf(front.reason);
  const outcome = front.outcome;
  if (front.run !== run || reason === "" || (outcome !== "actioned" && outcome !== "dismissed")) return undefined;
  return { slug, act: outcome === "actioned", reason };
}

/** What an interrupted command of this run left: decisions that stand in files which have not moved yet. */
export const unmoved = (known: Known, moment: Moment): Move[] =>
  decided(known.unreviewed, moment.run).map(({ prediction, decision }) => moveFor(prediction, decision, moment, known));

/** A decision that stands in a file which has moved, and the places that the file had. */
export interface Made {
  decision: Decision;
  paths: string[];
}

/** Decisions of this run that its record lacks, because a command was interrupted, or because somebody moved the files by hand. */
export function unrecorded(known: Known, { id, triaged }: Pick<StrategyRun, "id" | "triaged">): Made[] {
  const recorded = new Set(triaged.map(({ slug }) => slug));
  return [...decided(known.actioned, id), ...decided(known.dismissed, id)]
    .filter(({ decision: { slug } }) => !recorded.has(slug))
    .map(({ prediction: { path }, decision }) => {
      // One that came back had another name before.
      const names = [decision.slug, decision.slug.replace(/-\d+$/, "")];
      const waiting = new Set(known.unreviewed.all.map((each) => each.path));
      const before = names.map((name) => `${predictionsDir("unreviewed")}/${name}.md`);
      return { decision, paths: [...new Set([...before.filter((each) => !waiting.has(each)), path])] };
    });
}

const decided = ({ all }: Shelf, run: string) =>
  all.flatMap((prediction) => {
    const decision = decisionIn(prediction, run);
    return decision === undefined ? [] : [{ prediction, decision }];
  });

/** Whether a reason says no more than that somebody will look again later. */
export const isWatching = (reason: string): boolean =>
  /^\W*(?:(?:to|just|keep|will|we|i|let's)\s+)*(?:watch(?:ing)?|monitor(?:ing)?|wait(?:ing)?(?: and see)?|(?:an )?eye on|revisit|look again)(?:[\s,]+(?:it|this|that|them|for now|and see|closely|later|again|next (?:run|time|quarter)|an eye|on))*\W*$/i.test(
    reason.slice(0, 200),
  );
