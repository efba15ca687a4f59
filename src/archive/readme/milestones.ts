import type { Milestone } from "../../plan/types.ts";
import { prose } from "../../runs/prose.ts";
import type { Closing } from "../closing.ts";
import { checkLine } from "./evidence.ts";
import { item } from "./lists.ts";
import { reportLine } from "./reports.ts";

/** The milestones with their status, the last evidence of each validation, and what was reported. */
export function milestoneLines(closing: Closing): string[][] {
  const { plan, deltas } = closing;
  return plan.milestones.map((milestone) => {
    const { id, title, status } = milestone;
    const reported = deltas.filter((told) => told.milestone !== undefined && told.milestone === id).map(reportLine);
    const head = [id, status?.value ?? "no status"].filter(Boolean).join(" ");
    return item(`${head}: ${prose(title, 160) || "untitled"}`, [...checkLines(milestone, closing), ...reported]);
  });
}

function checkLines({ id, status, validation }: Milestone, { evidence }: Closing): string[] {
  if (status?.value === "dropped") return [];
  const own = evidence.filter((line) => line.milestone.toUpperCase() === id);
  const checks = validation?.checks ?? [];
  return checks.length === 0 ? ["no validation"] : checks.map((check) => checkLine(check, own));
}
