import { literal, oneOf } from "../../../../config/words.ts";
import { type Milestone, milestoneStatuses } from "../../../types.ts";
import { aboutSlot, isMilestone, nameOf } from "../../milestones.ts";
import type { Rule } from "../../types.ts";

export const unknownStatus: Rule = {
  id: "plan/unknown-status",
  severity: "error",
  summary: "a milestone whose `Status` is absent or none of the five words",
  why: "What is next, what is finished and what waits is read from these words by people and by the program.",
  good: "- Status: doing",
  bad: "- Status: mostly finished",
  check: ({ plan }) =>
    plan.milestones
      .filter((milestone) => isMilestone(milestone) && isUnknown(milestone))
      .map((milestone) =>
        aboutSlot(
          milestone,
          milestone.status,
          wordsOf(milestone),
          `write \`Status:\` with ${oneOf(milestoneStatuses)}`,
        ),
      ),
};

const isUnknown = ({ status }: Milestone): boolean =>
  status === undefined || (status.value === undefined && !/^<.*>$/.test(status.text));

function wordsOf(milestone: Milestone): string {
  const { status } = milestone;
  return status === undefined || status.text === ""
    ? `${nameOf(milestone)} has no status, so nobody can tell what is next`
    : `${literal(status.text)} is not a status, so nobody can tell whether ${nameOf(milestone)} is next`;
}
