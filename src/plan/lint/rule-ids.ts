/**
 * The rules by name, in the order of the documentation. A plain list, because the config knows the names without loading
 * the rules; a test holds it to `rules/index.ts`.
 */
export const ruleIds = [
  "plan/no-title",
  "plan/missing-section",
  "plan/no-id",
  "plan/duplicate-id",
  "plan/unknown-status",
  "plan/placeholder",
  "plan/code-body",
  "plan/too-long",
  "baseline/missing",
  "baseline/unknown-commit",
  "baseline/drift",
  "scope/none",
  "goals/none",
  "criteria/none",
  "criteria/not-observable",
  "criteria/not-carried",
  "assumption/too-many",
  "milestone/none",
  "milestone/duplicate-id",
  "milestone/id-reused",
  "milestone/unknown-dependency",
  "milestone/cycle",
  "milestone/no-change",
  "milestone/no-files",
  "milestone/missing-file",
  "milestone/no-validation",
  "milestone/no-expected-outcome",
  "milestone/vague-validation",
  "milestone/same-validation",
  "milestone/red-at-baseline",
  "milestone/no-rollback",
  "risk/no-mitigation",
  "risk/no-next-action",
  "question/no-next-action",
  "question/too-many",
  "changelog/unexplained",
  "intent/changed",
] as const;

export type RuleId = (typeof ruleIds)[number];

/** What `rules:` in the config may say of a rule. */
export const levels = ["off", "warning", "error"] as const;
export type Level = (typeof levels)[number];

/** Severities that differ from the rules' own. */
export type Levels = { readonly [rule in RuleId]?: Level | undefined };
