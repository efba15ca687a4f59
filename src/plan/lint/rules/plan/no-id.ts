import type { Item, Place, Plan } from "../../../types.ts";
import { isMilestone } from "../../milestones.ts";
import { isListed } from "../../registers.ts";
import type { Complaint, Rule } from "../../types.ts";

export const noId: Rule = {
  id: "plan/no-id",
  severity: "error",
  summary: "milestones or items without an id such as `M2` or `R1`",
  why: "Ids are how two iterations are compared, how the changelog and reports name things, and what freezes as intent. What has none could change unseen.",
  good: "- R1: Redis is down — mitigation: fail open — next action: the developer of M2 writes the test",
  bad: "- Redis is down — mitigation: fail open — next action: the developer of M2 writes the test",
  check: ({ plan }) => families(plan).flatMap(complaintsOf),
};

interface Family {
  what: string;
  letters: string;
  members: (Place & { id: string | undefined; text: string })[];
}

function families(plan: Plan): Family[] {
  const milestones = plan.milestones.filter(isMilestone).map(({ title, ...rest }) => ({ ...rest, text: title }));
  return [
    family("goals", "G", plan.goals),
    family("non-goals", "NG", plan.nonGoals),
    family("constraints", "C", plan.constraints),
    family("success criteria", "S", plan.criteria),
    family("assumptions", "A", plan.assumptions),
    { what: "milestones", letters: "M", members: milestones },
    family("risks", "R", plan.risks),
    family("open questions", "Q", plan.questions),
  ];
}

const family = (what: string, letters: string, members: readonly Item[]): Family => ({
  what,
  letters,
  members: members.filter(isListed),
});

/** One complaint a family: a list without any ids wants one act, not ten. */
function complaintsOf({ what: kind, letters, members }: Family): Complaint[] {
  const nameless = members.filter(({ id }) => id === undefined);
  const [first] = nameless;
  if (first === undefined) return [];
  const { line, column, text } = first;
  const count =
    nameless.length === members.length
      ? `the ${kind} have`
      : `${nameless.length} of the ${kind} ${nameless.length === 1 ? "has" : "have"}`;
  const what = `${count} no ids, so changes to them would go unseen`;
  const fix = `begin each with \`${letters}1:\`, \`${letters}2:\` and so on, and never use a number twice`;
  return [{ line, column, text: text || kind, id: undefined, what, fix }];
}
