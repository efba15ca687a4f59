import { at } from "../graph/adjacency.ts";
import { pictureOf } from "../print/picture.ts";
import type { Judged, Selection } from "../select.ts";

/** What of a tree is drawn. */
export interface Chosen {
  /** Nodes, in the order of the tree. */
  nodes: number[];
  /** How many were left out. */
  left: number;
}

/**
 * The whole tree where it is small; else the neighbourhood of what is selected, or of the circles that keep anything from being
 * selected: these and what waits for them, the nearest first.
 */
export function choose(
  judged: Judged,
  selection: Selection | undefined,
  most: { whole: number; part: number },
): Chosen {
  const { graph } = judged;
  const all = graph.nodes.length;
  const nodes =
    all <= most.whole
      ? graph.nodes.map((_, node) => node)
      : neighbourhood(judged, seedsOf(judged, selection), most.part);
  return { nodes: nodes.sort((a, b) => a - b), left: all - nodes.length };
}

function seedsOf({ cycles }: Judged, selection: Selection | undefined): number[] {
  if (selection === undefined) return cycles.flatMap(({ round }) => round);
  return [...selection.constraints, ...selection.human, ...selection.split];
}

function neighbourhood(judged: Judged, seeds: readonly number[], most: number): number[] {
  const { graph, resolved } = judged;
  if (seeds.length === 0) return pictureOf(judged, { nodes: most, edges: 0 }).nodes;
  const { offsets, nodes } = graph.after;
  // Half of the picture at most, so that there is room for what they block.
  const chosen = new Set(seeds.slice(0, Math.ceil(most / 2)));
  // A set is walked in the order of its growth: nearest first.
  for (const node of chosen) {
    for (const next of nodes.subarray(at(offsets, node), at(offsets, node + 1))) {
      if (chosen.size >= most) return [...chosen];
      if (at(resolved, next) === 0) chosen.add(next);
    }
  }
  return [...chosen];
}
