import { expect, it } from "vitest";
import type { Milestone, Plan } from "../../src/plan/types.ts";
import { isBuilt, nextMilestone } from "../../src/runs/next-milestone.ts";

/** A plan of milestones such as `M1 done`, `M2 todo needs M1`. */
const plan = (...milestones: string[]): Plan =>
  ({
    milestones: milestones.map((words) => {
      const [id = "", value = "", , ...needs] = words.split(" ");
      return { id, status: { value }, dependsOn: { ids: needs.map((text) => ({ text })) } } as unknown as Milestone;
    }),
  }) as unknown as Plan;

it.each([
  ["the first", ["M1 todo", "M2 todo"], "M1"],
  ["what is under way", ["M1 todo", "M2 doing"], "M2"],
  ["what waits for nothing", ["M1 blocked", "M2 todo needs M1", "M3 todo"], "M3"],
  ["what has all it needs", ["M1 done", "M2 done", "M3 todo needs M1 m2"], "M3"],
  ["what is blocked, when all else waits", ["M1 blocked", "M2 todo needs M1"], "M1"],
  ["nothing that was dropped", ["M1 dropped", "M2 done"], undefined],
  ["nothing in an empty plan", [], undefined],
])("next is %s", (_, milestones, id) => expect(nextMilestone(plan(...milestones))?.id).toBe(id));

it.each([
  [["M1 done", "M2 dropped"], true],
  [["M1 done", "M2 todo"], false],
  [[], false],
])("%j is built: %s", (milestones, built) => expect(isBuilt(plan(...milestones))).toBe(built));
