import { authored } from "../status-line.ts";
import { at } from "./adjacency.ts";
import type { Graph } from "./types.ts";

/**
 * Which nodes are resolved: prerequisites and own work whose boxes are all ticked, objectives that are DONE. An objective in a circle
 * never is. Takes linear time.
 *
 * @returns 1 for each node that is
 */
export function resolve(graph: Graph): Uint8Array {
  const { nodes, after, before } = graph;
  const resolved = Uint8Array.from(nodes, ({ kind, ticked }) => (kind !== "objective" && ticked ? 1 : 0));
  const waiting = new Int32Array(nodes.length);
  const queue: number[] = [];
  nodes.forEach(({ kind }, node) => {
    if (kind !== "objective") return;
    let open = 0;
    for (let edge = at(before.offsets, node); edge < at(before.offsets, node + 1); edge++) {
      open += 1 - at(resolved, at(before.nodes, edge));
    }
    waiting[node] = open;
    if (open === 0) queue.push(node);
  });
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (!isAchieved(graph, node)) continue;
    resolved[node] = 1;
    for (let edge = at(after.offsets, node); edge < at(after.offsets, node + 1); edge++) {
      const other = at(after.nodes, edge);
      if (nodes[other]?.kind !== "objective") continue;
      waiting[other] = at(waiting, other) - 1;
      if (at(waiting, other) === 0) queue.push(other);
    }
  }
  return resolved;
}

/**
 * Whether an objective under which nothing is open is DONE. Where it lists no work of its own, that work may still be ahead, and only its
 * author knows: so READY stays READY there, and what lists nothing at all is DONE only where it says so.
 */
function isAchieved({ nodes, before }: Graph, node: number): boolean {
  const from = at(before.offsets, node);
  const to = at(before.offsets, node + 1);
  for (let edge = from; edge < to; edge++) if (nodes[at(before.nodes, edge)]?.of === node) return true;
  const words = (nodes[node]?.headings ?? []).flatMap(({ statuses }) =>
    statuses.map(({ text }) => authored(text).word),
  );
  if (words.some((word) => word === "READY" || word === "IN PROGRESS")) return false;
  return to > from || words.includes("DONE");
}
