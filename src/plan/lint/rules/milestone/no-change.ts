import { aboutSlot, lacks, liveMilestones, nameOf } from "../../milestones.ts";
import type { Rule } from "../../types.ts";

export const noChange: Rule = {
  id: "milestone/no-change",
  severity: "error",
  summary: "a milestone without `Change`",
  why: "The change is the milestone: which behaviour will differ and which decision was taken. A title alone lets two developers build two things.",
  good: "- Change: `POST /login` answers 429 after 5 failed tries in a minute, counted by account",
  bad: "- Change: none",
  check: ({ plan }) =>
    liveMilestones(plan)
      .filter(({ change }) => lacks(change))
      .map((milestone) =>
        aboutSlot(
          milestone,
          milestone.change,
          `${nameOf(milestone)} does not say what changes, so two developers would build two things`,
          "write `Change:` with the behaviour that will differ and the decision behind it",
        ),
      ),
};
