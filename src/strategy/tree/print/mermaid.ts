import type { Judged, Selection } from "../select.ts";
import { labelsOf, pictureOf, stylesOf } from "./picture.ts";

/**
 * What GitHub's renderer takes: it refuses pictures of more than 50,000 characters or 500 edges.
 *
 * @see https://mermaid.js.org/config/schema-docs/config.html (`maxTextSize`, `maxEdges`)
 */
const most = { nodes: 150, edges: 450 };

// Lines and dashes alone, so that it can be read on a dark page and on a light one.
const classes = [
  "classDef objective stroke-width:2px",
  "classDef done opacity:0.5",
  "classDef constraint stroke-width:4px",
  "classDef vault stroke-dasharray:6 3",
  "classDef stuck stroke-dasharray:2 2",
  "classDef unknown stroke-dasharray:1 3",
];

/** The tree as a flowchart of Mermaid, within what GitHub renders; a note says what was left out. */
export function mermaid(judged: Judged, selection: Selection | undefined): string[] {
  const { nodes, edges, left } = pictureOf(judged, most);
  const labelOf = labelsOf(judged);
  const styleOf = stylesOf(judged, selection);
  return [
    "flowchart LR",
    ...nodes.map((node) => {
      const label = labelOf(node).map(escaped).join("<br/>");
      const style = styleOf(node);
      const shape = judged.graph.nodes[node]?.kind === "objective" ? `(["${label}"])` : `["${label}"]`;
      return `  n${node}${shape}${style === "open" ? "" : `:::${style}`}`;
    }),
    ...edges.map(({ from, to }) => `  n${from} --> n${to}`),
    ...(left > 0 ? [`  more["${left} more are not drawn: the open ones that block most are"]`] : []),
    ...classes.map((line) => `  ${line}`),
  ];
}

/** Everything that could end a label, begin a tag, a comment or markdown in it, as the entity codes of Mermaid. */
const escaped = (text: string): string =>
  text.replace(/[^\p{L}\p{N} .,:_@/()+=?!'–—-]/gu, (sign) => `#${sign.codePointAt(0)};`);
