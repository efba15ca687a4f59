import { aboutSlot, lacks, liveMilestones, nameOf } from "../../milestones.ts";
import type { Rule } from "../../types.ts";

export const noRollback: Rule = {
  id: "milestone/no-rollback",
  severity: "error",
  summary: "a milestone without `Rollback`, or with a bare `none`",
  why: "A way back is found calmly beforehand or in a hurry afterwards. Where nothing needs undoing, the reason is worth a few words.",
  good: "- Rollback: revert the merge commit; the new table stays, nothing reads it",
  bad: "- Rollback: n/a",
  check: ({ plan }) =>
    liveMilestones(plan)
      .filter(({ rollback }) => lacks(rollback))
      .map((milestone) =>
        aboutSlot(
          milestone,
          milestone.rollback,
          `${nameOf(milestone)} does not say how to undo it, which is hard to find out in a hurry`,
          "write `Rollback:` with the act that undoes it, or `none: <reason>` where nothing needs undoing",
        ),
      ),
};
