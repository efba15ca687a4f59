import { buildGraph } from "../../../src/strategy/tree/graph/build.ts";
import { lintTree } from "../../../src/strategy/tree/lint/index.ts";
import type { TreeFacts } from "../../../src/strategy/tree/lint/types.ts";
import { nameOf } from "../../../src/strategy/tree/names.ts";
import { parseTree } from "../../../src/strategy/tree/parse/index.ts";
import { type Judged, judge, select } from "../../../src/strategy/tree/select.ts";
import { statusWords } from "../../../src/strategy/tree/status-line.ts";
import { writeStatuses } from "../../../src/strategy/tree/write.ts";

export const judged = (text: string): Judged => judge(buildGraph(parseTree(text)));

/** Statuses in the order of the tree, in words. */
export const statusesOf = (text: string): string[] => judged(text).statuses.map(statusWords);

/** The text with its Status lines put right. */
export function written(text: string): string {
  const { graph, statuses } = judged(text);
  return writeStatuses(graph.tree, statuses);
}

/** Score of an id. */
export function scoreOf(text: string, id: string): number | undefined {
  const { graph, score } = judged(text);
  return score[graph.byId.get(id) ?? -1];
}

/** The queues by name. */
export function queues(text: string, most = 5) {
  const all = judged(text);
  const selection = select(all, most);
  if (selection === undefined) return undefined;
  const names = (queue: readonly number[]) => queue.map((node) => nameOf(all.graph, node));
  const { constraints, human, split, waiting } = selection;
  return { constraints: names(constraints), human: names(human), split: names(split), waiting };
}

/** Findings as `line:column rule text`. */
export const findings = (text: string, facts: TreeFacts = {}): string[] =>
  lintTree({ judged: judged(text), facts }).map(
    ({ line, column, rule, text: about }) => `${line}:${column} ${rule} ${about}`,
  );
