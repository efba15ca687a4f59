import { clip } from "../../../ui/columns.ts";
import { type Content, type Html, html } from "../../../ui/html.ts";
import { prose } from "../../../ui/html-parts.ts";
import { type Said, type Style, saidOf, stylesOf } from "../print/picture.ts";
import type { Judged, Selection } from "../select.ts";
import type { Chosen } from "./choose.ts";
import { box, layOut } from "./layout.ts";

/** What tells a style apart without its colour; the words stand in the legend. */
const looks: readonly (readonly [style: Style, sign: string, words: string])[] = [
  ["constraint", "▶", "work on this first"],
  ["open", "○", "open"],
  ["vault", "◔", "waits for a person"],
  ["stuck", "⚠", "stuck, to be split"],
  ["done", "✓", "done"],
  ["objective", "◆", "objective"],
  ["unknown", "?", "nothing has this id"],
];
const signs = new Map(looks.map(([style, sign]) => [style, sign]));

/** Columns of a box, leaving its edges free. */
const columns = 27;

/** The picture: what comes first on the left, objectives on the right. */
export function drawTree(judged: Judged, selection: Selection | undefined, { nodes, left }: Chosen): Html {
  const { width, height, boxes, arrows } = layOut(judged, nodes);
  const styleOf = stylesOf(judged, selection);
  const said = saidOf(judged);
  const ranks = new Map(selection?.constraints.map((node, rank) => [node, rank + 1]));
  const used = new Set(nodes.map(styleOf));
  const size = `${nodes.length} boxes and ${arrows.length} arrows`;
  return html`<figure class="card picture"><figcaption>${looks
    .filter(([style]) => used.has(style))
    .map(
      ([style, sign, words]) =>
        html`<span class="key ${style}"><span aria-hidden="true">${sign}</span> ${words}</span>`,
    )}</figcaption>
<div class="scroll" tabindex="0" role="region" aria-label="Picture of the tree">
<svg class="tree" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="picture-title picture-desc"><title id="picture-title">The prerequisite tree</title><desc id="picture-desc">${size}; the tables say the same in words</desc>
<defs>${["tip", "tip-circle"].map((id) => html`<marker id="${id}" class="${id}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z"/></marker>`)}</defs>
${arrows.map(({ way, isCircle }) => (isCircle ? html`<path class="arrow circle" d="${way}" marker-end="url(#tip-circle)"/>` : html`<path class="arrow" d="${way}" marker-end="url(#tip)"/>`))}
${boxes.map(({ node, x, y }) => drawBox({ x, y }, styleOf(node), said(node), ranks.get(node)))}
</svg></div>
<p class="soft">${notes(
    arrows.some(({ isCircle }) => isCircle),
    left,
  )}</p></figure>`;
}

function drawBox(
  { x, y }: { x: number; y: number },
  style: Style,
  { name, text, state }: Said,
  rank: number | undefined,
): Html {
  const line = (at: number, kind: string, words: string): Html =>
    html`<text class="${kind}" x="${box.width / 2}" y="${at}">${clip(words, columns)}</text>`;
  return html`<svg class="${style}" x="${x}" y="${y}" width="${box.width}" height="${box.height}"><title>${name}: ${text}</title><rect x="3" y="3" width="${box.width - 6}" height="${box.height - 6}" rx="${style === "objective" ? 18 : 6}"/>${line(23, "name", `${signs.get(style)} ${name}`)}${line(40, "text", text)}${line(57, "state", rank === undefined ? state : `${rank}. ${state}`)}</svg>
`;
}

const notes = (hasCircle: boolean, left: number): Content => [
  "Arrows lead from what comes first to what waits for it; one that a longer way says already is not drawn.",
  hasCircle && " Thick ones go in a circle.",
  left > 0 &&
    prose(
      ` ${left} more ${left === 1 ? "is" : "are"} not drawn: this is what to work on, what waits for people or is stuck, and what waits for these. \`plan-init tree --dot\` has all of it.`,
    ),
];
