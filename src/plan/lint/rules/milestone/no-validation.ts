import type { Slot } from "../../../types.ts";
import { aboutSlot, lacks, liveMilestones, nameOf } from "../../milestones.ts";
import type { Rule } from "../../types.ts";
import { saysNone } from "../../words.ts";

export const noValidation: Rule = {
  id: "milestone/no-validation",
  severity: "error",
  summary: "a milestone without `Validation`",
  why: "Without a check, done is an opinion: in the plans of a well-tested prompt pack, 27 % of the tasks had none that could be run.",
  good: "- Validation: `npm test -- auth` → exit 0, `limits by account` passes",
  bad: "- Validation: none",
  check: ({ plan }) =>
    liveMilestones(plan)
      .filter(({ validation }) => isAbsent(validation))
      .map((milestone) =>
        aboutSlot(
          milestone,
          milestone.validation,
          `${nameOf(milestone)} has no validation, so nobody can tell when it is done`,
          "write `Validation:` with an exact command and its outcome, or `manual: <steps> → <observation>`",
        ),
      ),
};

const isAbsent = (slot: Slot | undefined): boolean => lacks(slot) || (slot !== undefined && saysNone(slot.text));
