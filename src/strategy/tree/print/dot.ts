import type { Judged, Selection } from "../select.ts";
import { labelsOf, pictureOf, type Style, stylesOf } from "./picture.ts";

const looks = {
  objective: "shape=box, style=rounded, penwidth=2",
  done: "shape=box, color=gray, fontcolor=gray",
  constraint: "shape=box, penwidth=4",
  vault: "shape=box, style=dashed",
  stuck: "shape=box, style=dotted",
  open: "shape=box",
  unknown: "shape=plaintext",
} satisfies Record<Style, string>;

/**
 * The whole tree in the language of Graphviz.
 *
 * @see https://graphviz.org/doc/info/lang.html
 */
export function dot(judged: Judged, selection: Selection | undefined): string[] {
  const { nodes, edges } = pictureOf(judged, { nodes: Number.POSITIVE_INFINITY, edges: Number.POSITIVE_INFINITY });
  const labelOf = labelsOf(judged);
  const styleOf = stylesOf(judged, selection);
  return [
    "digraph prerequisites {",
    "  rankdir=LR;",
    ...nodes.map((node) => `  n${node} [label="${labelOf(node).map(escaped).join("\\n")}", ${looks[styleOf(node)]}];`),
    ...edges.map(({ from, to }) => `  n${from} -> n${to};`),
    "}",
  ];
}

const escaped = (text: string): string => text.replace(/["\\]/g, "\\$&");
