import { visible } from "../../../config/words.ts";
import type { DocumentFinding } from "../../../strategy/documents/finding.ts";
import { readShelf } from "../../../strategy/documents/shelf.ts";
import { isClosed, readWork, unrecordedWork, type Work } from "../../../strategy/filing/backlog.ts";
import { isSameId, isWorkable, nodeOf, whyClosed } from "../../../strategy/filing/gate.ts";
import { files } from "../../../strategy/forge/files.ts";
import type { Forge } from "../../../strategy/forge/types.ts";
import { backlogDir, vaultDir } from "../../../strategy/paths.ts";
import { filingBudget, type Outcome, type StrategyRun } from "../../../strategy/run/record.ts";
import { unrecordedItems, type VaultItem } from "../../../strategy/vault/item.ts";
import { findingLines } from "../documents.ts";
import { type JudgedTree, judgeTree } from "../judge.ts";
import type { Answer, Scene } from "../step.ts";
import { readVault } from "../vault/read.ts";

/** Everything that filing looks at. */
export interface Desk {
  scene: Scene;
  run: StrategyRun;
  tree: JudgedTree;
  /** Ids that may be filed at, best first. */
  open: string[];
  backlog: Work[];
  vault: VaultItem[];
  /** How many more may be filed. */
  left: number;
  /** Where work is kept besides the backlog. */
  forge: Forge;
}

/** What is to be said and done. */
export interface Reply {
  run: StrategyRun;
  outcome: Omit<Outcome, "at"> | undefined;
  told: Omit<Answer, "run" | "next"> & { next?: string[] };
  /** Files of the backlog as they are to be. */
  writes?: readonly { path: string; text: string }[];
  /** Whether the forge is to be brought in line with the whole backlog, and not with what is written alone. */
  isSync?: boolean;
}

/** Reads what there is; what an interrupted command filed is taken into the record. */
export async function lay(scene: Scene, before: StrategyRun, forge: Forge = files): Promise<Desk> {
  const { root } = scene;
  const [tree, shelf, vault] = await Promise.all([
    judgeTree(scene, before.most),
    readShelf(root, backlogDir),
    readVault(root),
  ]);
  const backlog = shelf.map(readWork);
  const run = withUnrecorded(before, backlog, vault);
  const isSettled = run.outcomes.tree?.result === "done";
  const ids = isSettled ? run.constraints : tree.constraints.flatMap((each) => each.id ?? []);
  const open = ids.filter((id) => isWorkable(tree.judged, nodeOf(tree.judged, tree.selection, id)));
  const left = filingBudget(run.triaged.length, run.most) - run.filed.length;
  return { scene, run, tree, open, backlog, vault, left, forge };
}

/** What stands in files of this run and not in its record: a command was interrupted. */
function withUnrecorded(run: StrategyRun, backlog: readonly Work[], vault: readonly VaultItem[]): StrategyRun {
  const work = unrecordedWork(backlog, run.id, run.filed);
  const items = unrecordedItems(vault, run.id, run.filed);
  const paths = [
    ...work.map(({ slug }) => `${backlogDir}/${slug}.md`),
    ...items.map(({ slug }) => `${vaultDir("pending")}/${slug}.md`),
  ];
  return { ...run, filed: [...run.filed, ...work, ...items], wrote: [...new Set([...run.wrote, ...paths])] };
}

/** Says why nothing is filed, and what to do instead. */
export const refuse = (run: StrategyRun, what: string, fix: string): Reply => ({
  run,
  outcome: undefined,
  told: { result: "refused", words: `Not filed: ${what}`, next: [fix] },
});

/** Nothing can be first where the tree goes in a circle. */
export const circle = (run: StrategyRun): Reply =>
  refuse(run, "the tree goes in a circle", "mend it: `plan-init tree lint` names its members");

/** The gate and the budget. */
export function refusal({ run, tree, open, left }: Desk, id: string | undefined): Reply | undefined {
  if (tree.selection === undefined) return circle(run);
  if (id !== undefined && !open.some((each) => isSameId(each, id))) {
    const { what, fix } = whyClosed(tree.judged, tree.selection, id);
    return refuse(run, what, fix);
  }
  if (left > 0) return undefined;
  const budget = filingBudget(run.triaged.length, run.most);
  return refuse(
    run,
    `the budget of this run is used up (${budget})`,
    "leave it for the next run, and say so in the journal",
  );
}

/** Where more may be filed once something has been filed at an id; no line where nothing may. */
export function moreToFile({ open, backlog, left }: Desk, id: string | undefined): string[] {
  const filed = [
    ...backlog.filter((work) => !isClosed(work)).map((work) => work.id),
    ...(id === undefined ? [] : [id]),
  ];
  const bare = open.filter((each) => !filed.some((other) => isSameId(other, each)));
  const count = Math.min(left - 1, bare.length);
  if (count < 1) return [];
  const where = bare
    .slice(0, 5)
    .map((each) => visible(each, 60))
    .join(", ");
  return [`${count} more may be filed, at ${where}: \`plan-init strategy file\`; or \`--none "why"\``];
}

export const outcomeOf = ({ filed, triaged, most }: StrategyRun): Omit<Outcome, "at"> => ({
  result: "done",
  words: `${filed.length} of ${filingBudget(triaged.length, most)} filed: ${filed.map(({ id, slug }) => id ?? slug).join(", ")}`,
});

/** What is wrong with a draft. */
export function unfit({ run, scene }: Desk, findings: readonly DocumentFinding[], next: string): Reply {
  const isSecret = findings.some(({ rule }) => rule === "secret");
  return {
    run,
    outcome: undefined,
    told: {
      result: isSecret ? "refused" : "unfinished",
      words: `Not filed: ${findings[0]?.what ?? ""}`,
      lines: findingLines(findings, "the draft", scene.output),
      data: { findings },
      next: [next],
    },
  };
}
