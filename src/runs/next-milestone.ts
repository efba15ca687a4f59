import { visible } from "../config/words.ts";
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

/** What a settled plan wants next, as one clause: its next milestone, or to be closed. */
export function nextWords(plan: Plan | undefined): string {
  if (plan !== undefined && isBuilt(plan)) return "every milestone is done: close the plan with `plan-init archive`";
  const next = plan && nextMilestone(plan);
  if (next === undefined) return "build it: `plan-init prompt dev`";
  return `${next.status?.value === "blocked" ? "unblock" : "build"} its next milestone, ${nameOf(next)}: \`plan-init prompt dev\``;
}

const nameOf = ({ id, title }: Milestone): string => visible([id, title].filter(Boolean).join(": "));
