import { buildGraph } from "../../strategy/tree/graph/build.ts";
import { lintTree } from "../../strategy/tree/lint/index.ts";
import type { TreeFinding } from "../../strategy/tree/lint/types.ts";
import { parseTree } from "../../strategy/tree/parse/index.ts";
import { type Ranked, rankedOf } from "../../strategy/tree/print/ranked.ts";
import { type Judged, judge, type Selection, select } from "../../strategy/tree/select.ts";
import { gatherFacts } from "../tree/facts.ts";
import { readTreeFile, type TreeFile } from "../tree/read.ts";
import type { Scene } from "./step.ts";

/** The repository's tree and all that follows from it. */
export interface JudgedTree {
  file: TreeFile;
  judged: Judged;
  /** `undefined` where there is a circle. */
  selection: Selection | undefined;
  constraints: Ranked[];
  findings: TreeFinding[];
}

/**
 * Reads the tree and judges it.
 *
 * @param most how many constraints there may be
 * @throws Failure as `readTreeFile`
 */
export async function judgeTree(scene: Pick<Scene, "root" | "now" | "git">, most: number): Promise<JudgedTree> {
  return judgeText(scene, await readTreeFile(scene.root, scene.root, undefined), most);
}

/** Judges the text of a tree. */
export async function judgeText(
  { root, now, git }: Pick<Scene, "root" | "now" | "git">,
  file: TreeFile,
  most: number,
): Promise<JudgedTree> {
  const judged = judge(buildGraph(parseTree(file.text)));
  const facts = await gatherFacts(root, file, judged, now, git);
  const selection = select(judged, most);
  return {
    file,
    judged,
    selection,
    constraints: selection === undefined ? [] : rankedOf(judged, selection.constraints, most),
    findings: lintTree({ judged, facts }),
  };
}

/** Those findings that keep a run from ending. */
export const errorsOf = (findings: readonly TreeFinding[]): TreeFinding[] =>
  findings.filter(({ severity }) => severity === "error");
