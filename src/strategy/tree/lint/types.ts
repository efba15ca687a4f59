import type { Place } from "../../../plan/types.ts";
import type { Judged } from "../select.ts";

export const treeRuleIds = [
  "cycle",
  "duplicate-objective",
  "multi-id",
  "unknown-id",
  "no-id-but-referenced",
  "not-a-checkbox",
  "mark-disagrees",
  "reference-open",
  "status-wrong",
  "vault-path",
  "done-long-ago",
  "too-large",
] as const;

export type TreeRuleId = (typeof treeRuleIds)[number];

export type Severity = "error" | "warning";

/** Something that is wrong with a tree: where, the text it is about, what is wrong, what to do. */
export interface TreeFinding extends Place {
  rule: TreeRuleId;
  severity: Severity;
  /** The id that it is about. */
  id: string | undefined;
  text: string;
  what: string;
  fix: string;
}

/** A folder of the vault. */
export type VaultFolder = "pending" | "approved" | "fired" | "rejected";

/** What a tree is held against. A fact that is `undefined` is not known, and rules that need it stay silent. */
export interface TreeFacts {
  /** In which folder of the vault an item lies, by slug. */
  vault?: ReadonlyMap<string, VaultFolder>;
  /** When a line was written last, by its number. */
  writtenAt?: ReadonlyMap<number, Date>;
  now?: Date;
}

/** What a rule is given. */
export interface TreeSubject {
  judged: Judged;
  facts: TreeFacts;
}

/** A finding without what the engine adds; a severity that differs from the rule's own is given. */
export type TreeComplaint = Omit<TreeFinding, "rule" | "severity"> & { severity?: Severity };

/** One rule: its documentation, which docs/strategy.md is generated from, and its check. */
export interface TreeRule {
  id: TreeRuleId;
  severity: Severity;
  /** One clause: what it complains of. */
  summary: string;
  /** Why it matters. */
  why: string;
  good: string;
  bad: string;
  check(subject: TreeSubject): TreeComplaint[];
}
