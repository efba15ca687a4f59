import { at } from "./graph/adjacency.ts";
import { components } from "./graph/components.ts";
import { type Cycle, findCycles } from "./graph/cycles.ts";
import { resolve } from "./graph/resolve.ts";
import type { Graph, Node } from "./graph/types.ts";
import { type Scores, scores } from "./score.ts";
import { statuses } from "./status.ts";
import type { Status } from "./status-line.ts";

/** Everything that follows from a tree. */
export interface Judged extends Scores {
  graph: Graph;
  /** 1 for each node that is resolved. */
  resolved: Uint8Array;
  /** Of the objectives, in the order of the tree. */
  statuses: Status[];
  cycles: Cycle[];
}

/** What is to be worked on, each by blocking score; nodes of the graph. */
export interface Selection {
  constraints: number[];
  /** Waits for a person: what is in the vault. */
  human: number[];
  /** Was tried in vain: to be split. */
  split: number[];
  /** How many unresolved prerequisites wait for something before them. */
  waiting: number;
}

/** Works out statuses, circles and scores. Time as for `scores`. */
export function judge(graph: Graph): Judged {
  const parts = components(graph.after);
  const resolved = resolve(graph);
  return {
    graph,
    resolved,
    statuses: statuses(graph, resolved),
    cycles: findCycles(graph, parts),
    ...scores(graph, parts, resolved),
  };
}

/**
 * What to work on next: the prerequisites that block the most objectives and have nothing in their way.
 *
 * @param most how many constraints there may be; there are fewer when fewer block anything
 * @returns `undefined` where there is a circle, for then nothing comes first
 */
export function select(judged: Judged, most: number): Selection | undefined {
  if (judged.cycles.length > 0) return undefined;
  const { graph, resolved, score } = judged;
  const isReady = new Map(graph.objectives.map((node, index) => [node, judged.statuses[index]?.word !== "BLOCKED"]));
  const open = graph.nodes.flatMap((node, index) => (isWork(node) && at(resolved, index) === 0 ? index : []));
  const frontier = open.filter((index) => {
    const { of } = graph.nodes[index] ?? {};
    return at(score, index) > 0 && isFree(graph, resolved, index) && (of === undefined || isReady.get(of) === true);
  });
  const ranked = frontier.sort((a, b) => compareRank(judged, a, b));
  const isHeld = (index: number): boolean => graph.nodes[index]?.vault !== undefined;
  const isStuck = (index: number): boolean => graph.nodes[index]?.stuck !== undefined;
  return {
    constraints: ranked.filter((index) => !isHeld(index) && !isStuck(index)).slice(0, most),
    human: ranked.filter(isHeld),
    split: ranked.filter(isStuck),
    waiting: open.length - frontier.length,
  };
}

const isWork = ({ kind }: Node): boolean => kind === "prerequisite" || kind === "own work";

function isFree({ before }: Graph, resolved: Uint8Array, node: number): boolean {
  for (let slot = at(before.offsets, node); slot < at(before.offsets, node + 1); slot++) {
    if (at(resolved, at(before.nodes, slot)) === 0) return false;
  }
  return true;
}

/** By score, then by the longest way downstream, then in the order of the tree. */
function compareRank({ graph, score, chain }: Judged, a: number, b: number): number {
  const [first, second] = [graph.nodes[a], graph.nodes[b]];
  return (
    at(score, b) - at(score, a) ||
    at(chain, b) - at(chain, a) ||
    (first?.line ?? 0) - (second?.line ?? 0) ||
    (first?.column ?? 0) - (second?.column ?? 0)
  );
}

/** The objectives, not DONE, that wait for a node, in the order of the tree. Linear time. */
export function blocked({ graph, resolved }: Judged, from: number): number[] {
  const { offsets, nodes } = graph.after;
  const seen = new Uint8Array(graph.nodes.length);
  const queue = [from];
  seen[from] = 1;
  const found: number[] = [];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (graph.nodes[node]?.kind === "objective" && at(resolved, node) === 0) found.push(node);
    for (let slot = at(offsets, node); slot < at(offsets, node + 1); slot++) {
      const next = at(nodes, slot);
      if (at(seen, next) === 1) continue;
      seen[next] = 1;
      queue.push(next);
    }
  }
  // Objectives are numbered in the order of the tree.
  return found.sort((a, b) => a - b);
}
