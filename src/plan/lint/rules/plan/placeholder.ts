import { literal } from "../../../../config/words.ts";
import { columnAt } from "../../../parse/tokens.ts";
import type { Place, Plan, Prose } from "../../../types.ts";
import { closedTags, isSlotTag } from "../../html.ts";
import { looseEndsIn, type Marker, markersIn } from "../../markers.ts";
import { isStatusWord } from "../../status-words.ts";
import type { Complaint, Rule } from "../../types.ts";
import { type Unit, unfilledParts, unitAt, unitsOf } from "../../units.ts";
import { isUnfilled } from "../../words.ts";

export const placeholder: Rule = {
  id: "plan/placeholder",
  severity: "error",
  summary: "`<…>`, TBD, TODO, FIXME or ??? in place of an answer; “as needed” or “etc.” in a slot",
  why: "A placeholder looks like an answer until somebody has to act on it. Status words, code, quotations, links, and TODO as the name of a thing are none.",
  good: "- Change: the tries at `/login` and `/reset` are counted together",
  bad: "- Change: count the tries at `/login` etc., window TBD",
  check({ plan }) {
    const units = unitsOf(plan);
    const whole = new Set(units.filter(isLeftOpen));
    const closed = closedTags(plan);
    const found = [...inProse(plan, units, closed), ...inHtml(plan, closed)]
      .map((marker) => ({ marker, unit: unitAt(units, marker) }))
      .filter(({ unit }) => unit === undefined || !whole.has(unit));
    const seen = new Set(found.map(({ marker, unit }) => `${unit?.line} ${marker.text}`));
    const parts = unfilledParts(plan).filter((part) => !seen.has(`${unitAt(units, part)?.line} ${part.text}`));
    return [
      ...[...whole, ...parts].map((unit) => complaint(unit, unit)),
      ...found.map(({ marker, unit }) => complaint(marker, unit)),
    ];
  },
};

/** TODO alone may be the name of a document. */
const isLeftOpen = ({ text, id, isExact }: Unit): boolean =>
  isUnfilled(text) && !(id === undefined && !isExact && /^to ?dos?$/i.test(text));

type Found = Place & { text: string };

function inProse({ prose, milestones }: Plan, units: readonly Unit[], closed: ReadonlySet<string>): Found[] {
  const statusLines = new Set(milestones.map(({ status }) => status?.line));
  const isTrunkBased = prose.some(({ text }) => /trunk[- ]based/i.test(text));
  return prose.flatMap((piece, index) => {
    if (piece.within === "quote" || piece.within === "link") return [];
    const markers = markersIn(piece.text).filter(({ text }) => {
      if (text === "TODO") return !statusLines.has(piece.line) && !isStatusWord(piece, prose[index - 1]);
      if (text === "TBD") return !isTrunkBased;
      return !text.startsWith("<") || isSlotTag(text, closed);
    });
    const ends = looseEndsIn(piece.text).filter((end) => isInSlot(placed(end, piece), units));
    return [...markers, ...ends].map((marker) => placed(marker, piece));
  });
}

const placed = ({ text, offset }: Marker, piece: Prose): Found => ({
  line: piece.line,
  column: columnAt(piece, offset),
  text,
});

function isInSlot(found: Found, units: readonly Unit[]): boolean {
  const unit = unitAt(units, found);
  return unit?.isExact === true && unit.text.includes(found.text);
}

/** Markdown takes `<path>` for a tag. One that touches a word is a type parameter (`List<item>`), one in quotes is quoted. */
function inHtml({ html, prose }: Plan, closed: ReadonlySet<string>): Found[] {
  const tags = html.filter(({ text, within }) => within !== "quote" && isSlotTag(text, closed));
  if (tags.length === 0) return [];
  const lines = new Map<number, Prose[]>();
  for (const piece of prose) lines.set(piece.line, [...(lines.get(piece.line) ?? []), piece]);
  return tags.filter(({ line, column }) => {
    const before = (lines.get(line) ?? []).filter((piece) => piece.column < column);
    const text = before.map((piece) => piece.text).join("");
    const touches = before.some(
      (piece) => columnAt(piece, piece.text.length) === column && /[\p{L}\p{N}_]$/u.test(piece.text),
    );
    return !touches && (text.split('"').length - 1) % 2 === 0 && !/[“„«][^”“»]*$/u.test(text);
  });
}

function complaint({ line, column, text }: Found, unit: Unit | undefined): Complaint {
  const id = unit?.text.includes(text) ? unit.id : undefined;
  const where = id === undefined ? "" : ` in ${id}`;
  const [why, fix] =
    looseEndsIn(text).length > 0
      ? ["leaves open what else is meant", "name everything that is meant, or take the words out"]
      : [
          "holds the place of something nobody has written yet",
          "write what is known, or make it an open question with its next action",
        ];
  return { line, column, text, id, what: `${literal(text)}${where} ${why}`, fix };
}
