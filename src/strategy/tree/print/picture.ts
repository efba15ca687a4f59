import { visible } from "../../../config/words.ts";
import { at } from "../graph/adjacency.ts";
import type { Judged, Selection } from "../select.ts";

/** The part of the graph that a picture shows. */
export interface Picture {
  /** Nodes, in the order of the tree. */
  nodes: number[];
  /** Edges between them, each once. */
  edges: { from: number; to: number }[];
  /** How many nodes were left out. */
  left: number;
}

/**
 * Chooses what to draw: what is open before what is done, and what blocks more before what blocks less, until one of the limits is met.
 */
export function pictureOf(judged: Judged, most: { nodes: number; edges: number }): Picture {
  const { graph, resolved, score } = judged;
  const ranked = graph.nodes
    .map((_, node) => node)
    .sort((a, b) => at(resolved, a) - at(resolved, b) || at(score, b) - at(score, a) || a - b);
  const chosen = new Set(ranked.slice(0, most.nodes));
  const seen = new Set<string>();
  const edges: Picture["edges"] = [];
  graph.edges.from.forEach((from, edge) => {
    const to = at(graph.edges.to, edge);
    const key = `${from} ${to}`;
    if (edges.length >= most.edges || !chosen.has(from) || !chosen.has(to) || seen.has(key)) return;
    seen.add(key);
    edges.push({ from, to });
  });
  const nodes = [...chosen].sort((a, b) => a - b);
  return { nodes, edges, left: graph.nodes.length - nodes.length };
}

/** What is said of a node. */
export interface Said {
  /** Its id, or its line. Never empty. */
  name: string;
  /** May be empty. */
  text: string;
  /** Its status, or how much it blocks. */
  state: string;
}

/** What is said of each node, as it stands in the tree. */
export function saidOf({ graph, resolved, score, statuses }: Judged): (node: number) => Said {
  const words = new Map(graph.objectives.map((node, index) => [node, statuses[index]?.word ?? "open"]));
  return (index) => {
    const { id, line = 0, kind, text = "" } = graph.nodes[index] ?? {};
    const state = kind === "unknown" ? kind : at(resolved, index) === 1 ? "done" : `blocks ${at(score, index)}`;
    return { name: id ?? `line ${line}`, text, state: words.get(index) ?? state };
  };
}

const longest = 60;

/** What each node's label says, on up to three lines. Never empty, and never begins like a list. */
export function labelsOf(judged: Judged): (node: number) => string[] {
  const said = saidOf(judged);
  return (node) => {
    const { name, text, state } = said(node);
    return [visible(name, longest), ...(text === "" ? [] : [visible(text, longest)]), state];
  };
}

/** How a node is drawn. */
export type Style = "objective" | "done" | "constraint" | "vault" | "stuck" | "open" | "unknown";

/** The style of each node. */
export function stylesOf({ graph, resolved }: Judged, selection: Selection | undefined): (node: number) => Style {
  const chosen = new Set(selection?.constraints);
  return (index) => {
    const node = graph.nodes[index];
    if (at(resolved, index) === 1) return "done";
    if (node?.kind === "objective" || node?.kind === "unknown") return node.kind;
    if (chosen.has(index)) return "constraint";
    if (node?.vault !== undefined) return "vault";
    return node?.stuck === undefined ? "open" : "stuck";
  };
}
