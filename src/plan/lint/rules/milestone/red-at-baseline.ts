import { literal } from "../../../../config/words.ts";
import type { Milestone, Plan } from "../../../types.ts";
import { liveMilestones, nameOf } from "../../milestones.ts";
import type { Complaint, Rule } from "../../types.ts";

export const redAtBaseline: Rule = {
  id: "milestone/red-at-baseline",
  severity: "warning",
  summary: "a validation with a command that already fails at the baseline",
  why: "It would fail whatever the milestone does. A plan that knows it says so: in Assumptions, in Risks, or in the Change of the milestone that mends it.",
  good: "- Change: `npm run lint` passes again; the two unused imports go",
  bad: "- Validation: `npm run lint` → exit 0 (recorded as failing, and named nowhere else)",
  check({ plan, facts: { redCommands = [] } }) {
    const open = redCommands.map(bare).filter((red) => red !== "" && !isForeseen(plan, red));
    if (open.length === 0) return [];
    return liveMilestones(plan).flatMap((milestone) => {
      for (const red of mentionedIn(milestone, open)) open.splice(open.indexOf(red), 1);
      return complaintsOf(milestone, open);
    });
  },
};

function complaintsOf(milestone: Milestone, open: readonly string[]): Complaint[] {
  return (milestone.validation?.checks ?? []).flatMap(({ line, column, command = "" }) => {
    const red = open.find((each) => contains(command, each));
    if (red === undefined) return [];
    const what = `${nameOf(milestone)} is validated by ${literal(red)}, which already fails at the baseline`;
    const fix = `name ${literal(red)} in the Change of a milestone that mends it, in Assumptions or in Risks, or validate by another command`;
    return [{ line, column, text: command, id: milestone.id, what, fix }];
  });
}

const isForeseen = ({ assumptions, risks, constraints }: Plan, red: string): boolean =>
  [...assumptions, ...risks, ...constraints].some(({ codes }) => codes.some(({ text }) => contains(text, red)));

const mentionedIn = ({ change }: Milestone, open: readonly string[]): string[] =>
  open.filter((red) => change?.codes.some(({ text }) => contains(text, red)));

const bare = (command: string): string => command.replace(/\s+/g, " ").trim();

/** Whether a command line runs another one: as whole words, between the ends and what a shell takes as separators. */
function contains(command: string, red: string): boolean {
  const line = ` ${bare(command)} `;
  for (let at = line.indexOf(red); at >= 0; at = line.indexOf(red, at + 1)) {
    if (/[\s;&|(`'"]/.test(line[at - 1] ?? " ") && /[\s;&|)`'"]/.test(line[at + red.length] ?? " ")) return true;
  }
  return false;
}
