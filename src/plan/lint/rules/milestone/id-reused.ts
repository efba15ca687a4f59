import { literal } from "../../../../config/words.ts";
import type { Milestone } from "../../../types.ts";
import { headingOf } from "../../milestones.ts";
import type { Complaint, LintFacts, Rule } from "../../types.ts";

export const idReused: Rule = {
  id: "milestone/id-reused",
  severity: "error",
  summary: "an id that an earlier record of the plan used for another milestone",
  why: "Reports and evidence of the earlier milestone would count for this one. A dropped M3 stays dropped.",
  good: "### M7: Export the report (M3 was dropped two iterations ago)",
  bad: "### M3: Export the report (M3 was `Import old accounts`)",
  check: ({ plan, facts }) => plan.milestones.flatMap((milestone) => complaintsOf(milestone, facts)),
};

function complaintsOf(milestone: Milestone, { usedIds, previous }: LintFacts): Complaint[] {
  const { id, title, line, column } = milestone;
  const earlier = id === undefined ? undefined : usedIds?.get(id);
  if (id === undefined || earlier === undefined || isAkin(title, earlier)) return [];
  const continued = previous?.milestones.find((each) => each.id === id);
  if (continued !== undefined && isContinued(milestone, continued)) return [];
  const what = `${id} was ${literal(earlier)} in an earlier record, so its reports and evidence would count for this one`;
  const fix = "give this milestone a number that was never used; a dropped one stays, with `Status: dropped`";
  return [{ line, column, text: headingOf(milestone), id, what, fix }];
}

/** A milestone under a new title is still the same while a file or a validation of it stays. */
function isContinued({ files, validation }: Milestone, before: { files: string[]; validations: string[] }): boolean {
  const paths = files?.paths.map(({ path }) => path) ?? [];
  const commands = validation?.checks.map(({ command }) => command ?? "") ?? [];
  return (
    paths.some((path) => before.files.includes(path)) ||
    commands.some((command) => command !== "" && before.validations.some((each) => each.includes(command)))
  );
}

/** Whether two titles share half the words of the shorter one: rewording is not reuse. */
function isAkin(title: string, earlier: string): boolean {
  const [a, b] = [wordsOf(title), wordsOf(earlier)];
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared > 0 && shared * 2 >= Math.min(a.size, b.size);
}

const little = new Set("a an and by for from in into of on or the to with".split(" "));

const wordsOf = (title: string): Set<string> =>
  new Set((title.toLowerCase().match(/\p{Script=Han}|[\p{L}\p{N}]+/gu) ?? []).filter((word) => !little.has(word)));
