import type { ItemSlot, Milestone, Plan } from "../types.ts";
import { plain } from "./sections.ts";

type MilestoneSlot = Exclude<keyof Milestone, "id" | "title" | "line" | "column">;
export type MetaSlot = keyof Plan["meta"];
export type BaselineSlot = keyof Plan["baseline"];

/** Labels by what they stand for; the first is the canonical one. */
export const milestoneLabels: Record<MilestoneSlot, readonly string[]> = {
  status: ["Status", "State"],
  change: [
    "Change",
    "Changes",
    "What",
    "What changes",
    "Description",
    "Summary",
    "Behaviour",
    "Behavior",
    "Deliverable",
    "Deliverables",
    "Work",
    "Do",
  ],
  files: [
    "Files",
    "File",
    "Touches",
    "Paths",
    "Affected files",
    "Modified files",
    "Files to modify",
    "Files to change",
    "Files changed",
    "Files touched",
  ],
  interfaces: ["Interfaces", "Interface", "API", "APIs", "Signatures", "Contract", "Contracts", "Interface changes"],
  validation: [
    "Validation",
    "Validations",
    "Validate",
    "Verify",
    "Verification",
    "Verified by",
    "Test",
    "Tests",
    "Check",
    "Checks",
    "How to verify",
    "Proof",
  ],
  rollback: ["Rollback", "Roll back", "Rollback plan", "Revert", "Undo", "Backout"],
  dependsOn: ["Depends on", "Dependencies", "Dependency", "Depends", "After", "Requires", "Blocked by", "Needs"],
};

export const itemLabels: Record<ItemSlot, readonly string[]> = {
  check: [
    "check",
    "checked by",
    "verify",
    "verified by",
    "verification",
    "validation",
    "measured by",
    "shown by",
    "test",
    "proof",
  ],
  "wrong if": [
    "wrong if",
    "wrong when",
    "falsified if",
    "false if",
    "invalid if",
    "noticed by",
    "noticed if",
    "fails if",
  ],
  mitigation: ["mitigation", "mitigations", "mitigate", "mitigated by"],
  "next action": ["next action", "next actions", "next step", "next steps", "next", "action", "to resolve"],
};

export const metaLabels: Record<MetaSlot, readonly string[]> = {
  "plan id": ["Plan ID", "ID", "Plan"],
  timestamp: ["Timestamp", "Time", "Date", "Created", "Created at"],
  mode: ["Mode"],
  status: ["Status", "State", "Phase"],
  iteration: ["Iteration", "Iterations"],
};

export const baselineLabels: Record<BaselineSlot, readonly string[]> = {
  branch: ["Branch"],
  commit: ["Commit", "Commit hash", "Hash", "SHA", "HEAD", "Revision"],
  "working tree": ["Working tree", "Working copy", "Worktree", "Tree", "Working directory"],
  upstream: ["Upstream", "Remote", "Tracking"],
};

export const scopeLabels: Record<"in" | "out", readonly string[]> = {
  in: ["In", "In scope", "Included", "Includes"],
  out: ["Out", "Out of scope", "Excluded", "Excludes", "Not in scope"],
};

/** Looks a label up in a table, whatever its case and punctuation. */
export function labelReader<Name extends string>(
  table: Readonly<Record<Name, readonly string[]>>,
): (label: string) => Name | undefined {
  const names = new Map<string, Name>();
  for (const name of Object.keys(table) as Name[]) for (const label of table[name]) names.set(plain(label), name);
  return (label) => names.get(plain(label.replace(/\s*[([（].*$/su, "")));
}
