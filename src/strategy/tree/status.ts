import { at } from "./graph/adjacency.ts";
import { type Graph, Way } from "./graph/types.ts";
import { awaitingVault, chain, type Status, unresolved } from "./status-line.ts";

/**
 * The status of every objective of the tree, in its order.
 *
 * @param resolved as `resolve` has it
 */
export function statuses(graph: Graph, resolved: Uint8Array): Status[] {
  const byNode = new Map<number, Status>();
  return graph.objectives.map((node) => {
    const known = byNode.get(node) ?? statusOf(graph, resolved, node);
    byNode.set(node, known);
    return known;
  });
}

function statusOf({ nodes, edges, before }: Graph, resolved: Uint8Array, objective: number): Status {
  if (at(resolved, objective) === 1) return { word: "DONE", reason: undefined };
  const blockers = new Set<number>();
  const listed = new Set<number>();
  let hasDirect = false;
  for (let slot = at(before.offsets, objective); slot < at(before.offsets, objective + 1); slot++) {
    const node = at(before.nodes, slot);
    const way = at(edges.way, at(before.edges, slot));
    if (at(resolved, node) === 1 || way === Way.OwnWork) continue;
    blockers.add(node);
    if (way !== Way.DependsOn) listed.add(node);
    hasDirect ||= way === Way.Item;
  }
  if (blockers.size === 0) return { word: "READY", reason: undefined };
  const isHeld = [...blockers].every((node) => nodes[node]?.vault !== undefined);
  return { word: "BLOCKED", reason: isHeld ? awaitingVault : hasDirect ? unresolved(listed.size) : chain };
}
