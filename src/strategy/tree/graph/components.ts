import { at } from "./adjacency.ts";
import type { Adjacency } from "./types.ts";

/** Strongly connected components: nodes that are before each other share one. */
export interface Components {
  /** Component of each node. What comes after a node has a smaller number or the same. */
  of: Int32Array;
  count: number;
}

/**
 * Tarjan's algorithm without recursion, because chains may be as long as the tree; linear in nodes and edges.
 *
 * @see R. Tarjan, Depth-first search and linear graph algorithms, SIAM J. Comput. 1 (1972)
 */
export function components({ offsets, nodes }: Adjacency): Components {
  const size = offsets.length - 1;
  const of = new Int32Array(size).fill(-1);
  const order = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const next = offsets.slice(0, size);
  const open = new Int32Array(size);
  const path = new Int32Array(size);
  let [count, seen, opened] = [0, 0, 0];
  for (let root = 0; root < size; root++) {
    if (at(order, root) >= 0) continue;
    let depth = 0;
    path[0] = root;
    while (depth >= 0) {
      const node = at(path, depth);
      if (at(order, node) < 0) {
        order[node] = low[node] = seen++;
        open[opened++] = node;
      }
      const edge = at(next, node);
      if (edge < at(offsets, node + 1)) {
        next[node] = edge + 1;
        const other = at(nodes, edge);
        if (at(order, other) < 0) path[++depth] = other;
        else if (at(of, other) < 0 && at(order, other) < at(low, node)) low[node] = at(order, other);
        continue;
      }
      if (at(low, node) === at(order, node)) {
        for (let member = -1; member !== node; ) {
          member = at(open, --opened);
          of[member] = count;
        }
        count++;
      }
      const parent = at(path, --depth);
      if (depth >= 0 && at(low, node) < at(low, parent)) low[parent] = at(low, node);
    }
  }
  return { of, count };
}
