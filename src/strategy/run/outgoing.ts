import {
  backlogDir,
  journalDir,
  memoryPath,
  predictionStates,
  predictionsDir,
  statePath,
  treePath,
  vaultDir,
  vaultStates,
} from "../paths.ts";
import { contextFile, type StrategyRun, seenFile, strategyRunFile, treeSnapshot } from "./record.ts";

const folders = [...predictionStates.map(predictionsDir), ...vaultStates.map(vaultDir), backlogDir, journalDir];

const isDocument = (path: string): boolean =>
  folders.some((folder) => path.startsWith(`${folder}/`) && /^[^/\\:\0]+\.md$/.test(path.slice(folder.length + 1)));

/** Paths that a record names and that no strategy run writes: a record is a file that anybody may have edited. */
export const strangePaths = ({ wrote }: StrategyRun): string[] =>
  wrote.filter((path) => path !== memoryPath && path !== treePath && !isDocument(path));

/**
 * What a run's commit has in it, in order.
 *
 * @param isTreeOurs whether the tree is different from what it was when the run began
 */
export const outgoingPaths = (run: StrategyRun, isTreeOurs: boolean): string[] =>
  [
    ...new Set([
      ...run.wrote,
      ...(isTreeOurs ? [treePath] : []),
      statePath,
      strategyRunFile(run.id),
      contextFile(run.id),
      seenFile(run.id),
      treeSnapshot(run.id),
    ]),
  ].sort();

/** The branch of a run's commit: by the minute that it was opened in, in UTC. */
export const branchOf = ({ opened }: StrategyRun): string =>
  `chore/planner-${opened.slice(0, 10).replaceAll("-", "")}-${opened.slice(11, 16).replace(":", "")}`;

export const trailerOf = ({ id }: StrategyRun): string => `Strategy-Run: ${id}`;

/** What the commit says. */
export function commitMessage(run: StrategyRun): string {
  const facts = [
    ["Constraints", run.constraints],
    ["Filed", run.filed.filter(({ kind }) => kind === "work").map(({ slug }) => slug)],
    ["For people", run.filed.filter(({ kind }) => kind === "vault").map(({ slug }) => slug)],
  ] as const;
  const lines = facts.flatMap(([label, names]) => (names.length === 0 ? [] : [`${label}: ${names.join(", ")}`]));
  const state = run.ended === null ? " (unfinished)" : "";
  return [
    `chore(planning): strategy run ${run.number}${state}`,
    "",
    ...lines,
    ...(lines.length > 0 ? [""] : []),
    trailerOf(run),
  ].join("\n");
}
