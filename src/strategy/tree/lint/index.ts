import { cycle } from "./cycle.ts";
import { duplicateObjective, multiId, noIdButReferenced, unknownId } from "./ids.ts";
import { markDisagrees, notACheckbox, referenceOpen } from "./marks.ts";
import { doneLongAgo, statusWrong, tooLarge } from "./objectives.ts";
import type { TreeFinding, TreeRule, TreeSubject } from "./types.ts";
import { vaultPath } from "./vault.ts";

/** The rules in the order of the documentation. */
export const treeRules: readonly TreeRule[] = [
  cycle,
  duplicateObjective,
  multiId,
  unknownId,
  noIdButReferenced,
  notACheckbox,
  markDisagrees,
  referenceOpen,
  statusWrong,
  vaultPath,
  doneLongAgo,
  tooLarge,
];

/** Everything that is wrong with a tree as far as a program can tell, sorted by place. */
export function lintTree(subject: TreeSubject): TreeFinding[] {
  return treeRules
    .flatMap(({ id: rule, severity, check }) => check(subject).map((complaint) => ({ rule, severity, ...complaint })))
    .sort((a, b) => a.line - b.line || a.column - b.column);
}
