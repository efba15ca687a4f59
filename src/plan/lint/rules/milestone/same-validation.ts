import type { Milestone, Validation } from "../../../types.ts";
import { outcomeOf, stepsOf } from "../../checks.ts";
import { liveMilestones, nameOf } from "../../milestones.ts";
import type { Complaint, Rule } from "../../types.ts";
import { isUnfilled } from "../../words.ts";

export const sameValidation: Rule = {
  id: "milestone/same-validation",
  severity: "warning",
  summary:
    "a milestone with no validation of its own: each one, outcome included, is that of a milestone before it too",
  why: "It passes as soon as the others are built, so it cannot show that this one is. A general command beside a specific one is fine, and so is the same command with another outcome.",
  good: "- Validation: `npm test -- limit` → exit 0; `npm test` → exit 0",
  bad: "- Validation: `npm test` → exit 0 (while M1 has that and nothing else)",
  check({ plan }) {
    const owners = new Map<string, Milestone>();
    return liveMilestones(plan).flatMap((milestone) => {
      const keys = (milestone.validation?.checks ?? []).map(keyOf);
      const others = new Set(keys.map((key) => (key === undefined ? undefined : owners.get(key))));
      for (const key of keys) if (key !== undefined && !owners.has(key)) owners.set(key, milestone);
      return others.has(undefined) ? [] : complaintsOf(milestone, [...others]);
    });
  },
};

/** What makes two checks the same; `undefined` for one that other rules have to do with: unfilled, or not to be carried out. */
function keyOf(check: Validation): string | undefined {
  const { kind, command, text } = check;
  if (kind === "prose" || isUnfilled(text)) return undefined;
  const what = kind === "command" ? bare(command ?? "") : words(stepsOf(check));
  return [kind, what, words(outcomeOf(check) ?? "")].join("\n");
}

const bare = (text: string): string => text.replace(/\s+/g, " ").trim();

/** Whatever the marks and the letters' case: `Exit 0.` is `exit 0`. */
const words = (text: string): string => bare(text.toLowerCase().replace(/[^\p{L}\p{N}\p{S}<>=!-]+/gu, " "));

function complaintsOf(milestone: Milestone, others: readonly (Milestone | undefined)[]): Complaint[] {
  const [first] = milestone.validation?.checks ?? [];
  if (first === undefined) return [];
  const { line, column, text } = first;
  const names = others.flatMap((other) => (other === undefined ? [] : [nameOf(other)])).join(" and ");
  const what = `whatever validates ${nameOf(milestone)} validates ${names} already, so it cannot show that ${nameOf(milestone)} is built`;
  const fix = "add a check that fails until this milestone is built: its own test, or an outcome that only it brings";
  return [{ line, column, text, id: milestone.id, what, fix }];
}
