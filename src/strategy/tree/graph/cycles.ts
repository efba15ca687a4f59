import { at } from "./adjacency.ts";
import type { Components } from "./components.ts";
import type { Graph, Node } from "./types.ts";
import { Way } from "./types.ts";

/** Things that must come before each other. */
export interface Cycle {
  /** Nodes along a shortest way round through the first of them; each must come before the next, and the last before the first. */
  round: number[];
  /** How many nodes are entangled: all from which there is a way there and back. */
  size: number;
  /** The edge that is most likely wrong: a `depends on` where there is one, and one that waits for something later in the tree. */
  edge: number;
}

/** One cycle for each entanglement, in the order of the tree; there may be exponentially many in all. Linear time. */
export function findCycles(graph: Graph, { of, count }: Components): Cycle[] {
  const { nodes } = graph;
  const sizes = new Int32Array(count);
  const first = new Int32Array(count).fill(-1);
  nodes.forEach((node, index) => {
    const component = at(of, index);
    sizes[component] = at(sizes, component) + 1;
    const earliest = nodes[at(first, component)];
    if (earliest === undefined || isBefore(node, earliest)) first[component] = index;
  });
  const cameBy = new Int32Array(nodes.length).fill(-1);
  return [...first]
    .flatMap((start, component) => roundFrom(start, at(sizes, component), { graph, of, cameBy }))
    .sort((a, b) => (isBefore(nodes[a.round[0] ?? 0], nodes[b.round[0] ?? 0]) ? -1 : 1));
}

/** Whether a node stands before another one in the text. */
export const isBefore = (a: Node | undefined, b: Node | undefined): boolean =>
  a !== undefined && b !== undefined && (a.line - b.line || a.column - b.column) < 0;

interface Search {
  graph: Graph;
  of: Int32Array;
  /** The edge by which a node was reached; -1 for none yet. */
  cameBy: Int32Array;
}

/** Breadth first, so that the way back is a shortest one. */
function roundFrom(start: number, size: number, { graph, of, cameBy }: Search): Cycle[] {
  const { offsets, nodes, edges } = graph.after;
  const queue = [start];
  for (let head = 0; head < queue.length; head++) {
    const node = queue[head] ?? 0;
    for (let slot = at(offsets, node); slot < at(offsets, node + 1); slot++) {
      const next = at(nodes, slot);
      const isNew = at(of, next) === at(of, start) && at(cameBy, next) < 0;
      if (isNew) cameBy[next] = at(edges, slot);
      if (next === start) return [cycleBack(start, size, graph, cameBy)];
      if (isNew) queue.push(next);
    }
  }
  return [];
}

function cycleBack(start: number, size: number, { edges, nodes }: Graph, cameBy: Int32Array): Cycle {
  const way: number[] = [];
  let node = start;
  do {
    const edge = at(cameBy, node);
    way.push(edge);
    node = at(edges.from, edge);
  } while (node !== start);
  way.reverse();
  const explicit = way.filter((each) => at(edges.way, each) === Way.DependsOn);
  const isForward = (each: number) => isBefore(nodes[at(edges.to, each)], nodes[at(edges.from, each)]);
  const edge = explicit.find(isForward) ?? explicit[0] ?? way.find(isForward) ?? way[0] ?? 0;
  return { round: way.map((each) => at(edges.from, each)), size, edge };
}
