import { liveMilestones } from "../plan/lint/milestones.ts";
import type { Plan } from "../plan/types.ts";

/** The paths that a plan's milestones touch, dropped ones left out, each once. */
export const planPaths = (plan: Plan): string[] => [
  ...new Set(liveMilestones(plan).flatMap(({ files }) => (files?.paths ?? []).map(({ path }) => path))),
];

/** The plan's `Status`, lower-case. */
export const planStatus = (plan: Plan): string | undefined => plan.meta.status?.text.toLowerCase().match(/[a-z]+/)?.[0];

/** Titles of milestones by id. */
export const titlesOf = (plan: Plan): Record<string, string> =>
  Object.fromEntries(plan.milestones.flatMap(({ id, title }) => (id === undefined ? [] : [[id, title]])));
