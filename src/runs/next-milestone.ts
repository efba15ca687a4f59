import type { Milestone, MilestoneStatus, Plan } from "../plan/types.ts";

const statusOf = ({ status }: Milestone): MilestoneStatus => status?.value ?? "todo";

/** Whether every milestone is done or dropped, and there is one. */
export const isBuilt = ({ milestones }: Plan): boolean =>
  milestones.length > 0 && milestones.every((each) => ["done", "dropped"].includes(statusOf(each)));

/** What to build next: the one that is under way, else the first whose prerequisites are met, else the first that is blocked. */
export function nextMilestone({ milestones }: Plan): Milestone | undefined {
  const closed = new Set(milestones.filter((each) => statusOf(each) === "done").map(({ id }) => id));
  const isReady = ({ dependsOn }: Milestone) =>
    (dependsOn?.ids ?? []).every(({ text }) => closed.has(text.toUpperCase()));
  const having = (status: MilestoneStatus) => milestones.filter((each) => statusOf(each) === status);
  return having("doing")[0] ?? having("todo").find(isReady) ?? having("blocked")[0];
}
