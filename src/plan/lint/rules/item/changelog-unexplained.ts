import { type Change, compareOutlines } from "../../../compare.ts";
import { outlineOf } from "../../../outline.ts";
import type { Place, Plan } from "../../../types.ts";
import { headingOf } from "../../milestones.ts";
import { sectionOf } from "../../sections.ts";
import type { Complaint, Rule } from "../../types.ts";

export const unexplained: Rule = {
  id: "changelog/unexplained",
  severity: "error",
  summary: "a structural change since the last record that no line of the changelog mentions by id",
  why: "A plan that changes without a reason drifts. The line says what changed, why, and which finding or fact caused it.",
  good: "- M3: validation names the test file, for `npm test` alone also ran the slow ones (milestone/vague-validation)",
  bad: "- Various improvements (while M3 has another validation than before)",
  check({ plan, facts: { previous } }) {
    if (previous === undefined) return [];
    const explained = new Set(plan.changelog.flatMap(({ ids }) => ids));
    const changes = compareOutlines(previous, outlineOf(plan)).filter(({ id }) => !isExplained(id, explained, plan));
    return [...new Set(changes.map(({ id }) => id))].map((id) =>
      complaint(
        id,
        changes.filter((change) => change.id === id),
        plan,
      ),
    );
  },
};

/** Scope items have no ids, so the word is enough; what should have an id and has none (`G#1`) is a finding of its own. */
function isExplained(id: string | undefined, explained: ReadonlySet<string>, { changelog }: Plan): boolean {
  if (id === undefined) return changelog.some(({ text }) => /\bscope\b/i.test(text));
  return id.includes("#") || explained.has(id);
}

function complaint(id: string | undefined, changes: readonly Change[], plan: Plan): Complaint {
  const { line, column, text } = placeOf(id, plan);
  const words = changes.map((change) => change.words).join("; ");
  const what = `${words}: no line of the changelog says why`;
  const fix = `add a line to the changelog that names ${id ?? "the scope"}, what changed and which finding or fact caused it`;
  return { line, column, text, id, what, fix };
}

/** What changed where it still stands there, else the changelog. */
function placeOf(id: string | undefined, plan: Plan): Place & { text: string } {
  const milestone = plan.milestones.find((each) => each.id === id);
  if (milestone !== undefined && id !== undefined) return { ...milestone, text: headingOf(milestone) };
  const { goals, nonGoals, constraints, criteria, assumptions, risks, questions } = plan;
  const items = [goals, nonGoals, constraints, criteria, assumptions, risks, questions].flat();
  const item = id === undefined ? undefined : items.find((each) => each.id === id);
  if (item !== undefined) return { ...item, text: item.text || item.id || "item" };
  const section = sectionOf(plan, id === undefined ? "scope" : "changelog");
  return section === undefined ? { line: 1, column: 1, text: "plan" } : { ...section, text: section.title };
}
