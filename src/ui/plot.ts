import { type Html, html } from "./html.ts";

/** A line of a plot; `null` where nothing is known. */
export interface Series {
  name: string;
  /** Class that colours it. */
  tone: string;
  mark: "circle" | "square" | "triangle";
  values: readonly (number | null)[];
}

export interface Plot {
  /** Unique in the page. */
  id: string;
  title: string;
  /** What stands below the axis: `iteration`. */
  along: string;
  /** Along the axis, one for each value. */
  labels: readonly string[];
  series: readonly Series[];
  /** A ceiling to draw, with its name. */
  limit?: { name: string; value: number };
}

/** A drawing is 360 by 200: text of 12 stays readable on a narrow screen. */
const box = { left: 36, right: 348, top: 20, bottom: 160 };
const mostTicks = 4;
const mostLabels = 8;
/** Of more, marks would hide the line. */
const mostMarks = 40;

/** Where everything stands: ticks of both axes, and for each series its points by piece, parted where a value is unknown. */
export interface Layout {
  ticks: { y: number; label: string }[];
  labels: { x: number; label: string }[];
  pieces: { x: number; y: number }[][][];
  limit: number | undefined;
}

/** Geometry of a plot, in units of the drawing. Counts begin at 0; one value alone stands in the middle. */
export function layOut({ labels, series, limit }: Plot): Layout {
  const highest = Math.max(1, limit?.value ?? 0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const step = niceStep(highest / mostTicks);
  const top = Math.ceil(highest / step) * step;
  const x = (at: number): number =>
    labels.length < 2
      ? (box.left + box.right) / 2
      : round(box.left + 10 + (at / (labels.length - 1)) * (box.right - box.left - 20));
  const y = (value: number): number => round(box.bottom - (value / top) * (box.bottom - box.top));
  const every = Math.ceil(labels.length / mostLabels);
  return {
    ticks: Array.from({ length: Math.round(top / step) + 1 }, (_, at) => ({ y: y(at * step), label: `${at * step}` })),
    labels: labels.map((label, at) => ({ x: x(at), label })).filter((_, at) => at % every === 0),
    pieces: series.map(({ values }) =>
      pieces(values).map((piece) => piece.map(([at, value]) => ({ x: x(at), y: y(value) }))),
    ),
    limit: limit && y(limit.value),
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** The smallest of 1, 2, 5, 10, 20 … that is no less than `least`: counts have no halves. */
function niceStep(least: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(least)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least) ?? power;
}

function pieces(values: Series["values"]): [number, number][][] {
  const found: [number, number][][] = [[]];
  values.forEach((value, at) => {
    if (value === null) found.push([]);
    else found.at(-1)?.push([at, value]);
  });
  return found.filter((piece) => piece.length > 0);
}

/** A plot as a figure: a drawing with its title and numbers in words, and a legend. */
export function drawPlot(plot: Plot): Html {
  const { id, title, along, series, limit } = plot;
  const { ticks, labels, pieces, limit: ceiling } = layOut(plot);
  return html`<figure class="card plot"><figcaption>${title} ${series.map(
    ({ name, tone, mark }) =>
      html`<span class="key ${tone}"><svg viewBox="0 0 28 12" aria-hidden="true">${drawLine(mark, "2 6H26")}${drawMark(mark, { x: 14, y: 6 })}</svg>${name}</span>`,
  )}</figcaption>
<svg viewBox="0 0 360 200" role="img" aria-labelledby="${id}-title ${id}-desc"><title id="${id}-title">${title}</title><desc id="${id}-desc">${inWords(plot)}</desc>
${ticks.map(({ y, label }) => html`<path class="grid" d="M${box.left} ${y}H${box.right}"/><text x="${box.left - 8}" y="${y + 4}" text-anchor="end">${label}</text>`)}
${labels.map(({ x, label }) => html`<text x="${x}" y="${box.bottom + 18}" text-anchor="middle">${label}</text>`)}
<text x="${(box.left + box.right) / 2}" y="${box.bottom + 36}" text-anchor="middle">${along}</text>
${limit && html`<path class="limit" d="M${box.left} ${ceiling}H${box.right}"/><text x="${box.right}" y="${(ceiling ?? 0) - 5}" text-anchor="end">${limit.name}</text>`}
${series.map(
  ({ tone, mark }, at) =>
    html`<g class="${tone}">${pieces[at]?.map(
      (piece) =>
        html`${drawLine(mark, piece.map(({ x, y }) => `${x} ${y}`).join("L"))}${piece.length <= mostMarks && piece.map((point) => drawMark(mark, point))}`,
    )}</g>`,
)}</svg></figure>`;
}

const drawLine = (mark: Series["mark"], way: string): Html => html`<path class="${lineStyles[mark]}" d="M${way}"/>`;

const lineStyles = { circle: "", square: "dashed", triangle: "dotted" };

function drawMark(mark: Series["mark"], { x, y }: { x: number; y: number }): Html {
  if (mark === "circle") return html`<circle cx="${x}" cy="${y}" r="4"/>`;
  return mark === "square"
    ? html`<rect x="${round(x - 3.5)}" y="${round(y - 3.5)}" width="7" height="7"/>`
    : html`<path class="mark" d="M${round(x - 4.5)} ${round(y + 4)}H${round(x + 4.5)}L${x} ${round(y - 4.5)}Z"/>`;
}

const inWords = ({ labels, along, series, limit }: Plot): string =>
  [
    ...series.map(
      ({ name, values }) =>
        `${name} by ${along}: ${values.map((value, at) => `${labels[at]}: ${value ?? "unknown"}`).join(", ")}`,
    ),
    ...(limit ? [limit.name] : []),
  ].join(". ");

/** Style of plots, for pages that have one. */
export const plotStyle = `
.plot svg{width:100%;height:auto;overflow:visible}
.plot text{font-size:12px;fill:var(--soft)}
@media screen and (max-width:44rem){.plot text{font-size:14px}}
.plot path{fill:none;stroke:currentColor;stroke-width:2;stroke-linejoin:round}
.plot path.grid,.plot path.limit{stroke:var(--line);stroke-width:1}
.plot path.limit{stroke:var(--soft);stroke-dasharray:2 3}
.plot path.dashed{stroke-dasharray:6 4}
.plot path.dotted{stroke-dasharray:1 4}
.plot path.mark{fill:var(--card)}
.plot circle{fill:currentColor}
.plot rect{fill:var(--card);stroke:currentColor;stroke-width:2}
.plot figcaption{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;font-weight:600;margin-bottom:.75rem}
.key{display:inline-flex;align-items:center;gap:.4rem;font-weight:400}
.plot .key svg{width:1.75rem}
`;
