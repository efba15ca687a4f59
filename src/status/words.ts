import type { Status } from "../ui/documents/status.ts";

/** What a phase is called. */
export const phaseWords: Record<Status["result"], string> = {
  none: "no plan yet",
  planning: "being planned",
  escalated: "a person decides",
  settled: "ready to be built",
  executing: "being built",
  built: "all milestones done",
};

const day = 24 * 60 * 60 * 1000;

/** How long ago a moment was, in whole days: `today`, `yesterday`, `12 days ago`; what lies ahead of the clock is today. */
export function ago(moment: string, now: string): string {
  const days = Math.floor((Date.parse(now) - Date.parse(moment)) / day);
  if (days <= 0) return "today";
  return days === 1 ? "yesterday" : `${days} days ago`;
}
