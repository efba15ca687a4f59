import type { Judged } from "../select.ts";
import { type Arrow, type Cell, type Columns, columnsOf } from "./columns.ts";

/** A point of the drawing. */
export interface Point {
  x: number;
  y: number;
}

/** Where everything stands, in units of the drawing. */
export interface Layout {
  width: number;
  height: number;
  /** The upper left corner of each node. */
  boxes: (Point & { node: number })[];
  /** Ways of arrows, as `d` of a path. */
  arrows: { from: number; to: number; way: string; isCircle: boolean }[];
}

/** Of a node. */
export const box = { width: 216, height: 68 };
const gap = { x: 64, y: 16 };
/** Room for circles on the right, and for thick edges. */
const margin = 12;
const bulge = 48;

/** Lays nodes out in columns, each as near as it can be to what it is joined to. Nothing overlaps. */
export function layOut(judged: Judged, nodes: readonly number[]): Layout {
  const grid = columnsOf(judged, nodes);
  const middles = place(grid);
  const lowest = Math.min(0, ...[...middles].map(([cell, y]) => y - heightOf(cell) / 2));
  const highest = Math.max(0, ...[...middles].map(([cell, y]) => y + heightOf(cell) / 2));
  const spots = new Map(
    grid.columns.flatMap((column, at) =>
      column.map((cell) => {
        const y = round((middles.get(cell) ?? 0) - lowest + margin);
        return [cell, { x: margin + at * (box.width + gap.x), y }] as const;
      }),
    ),
  );
  const count = grid.columns.length;
  return {
    width:
      2 * margin +
      count * box.width +
      Math.max(0, count - 1) * gap.x +
      (grid.arrows.some((each) => each.isCircle) ? bulge : 0),
    height: round(highest - lowest + 2 * margin),
    boxes: [...spots].flatMap(([{ node }, { x, y }]) =>
      node === undefined ? [] : [{ node, x, y: y - box.height / 2 }],
    ),
    arrows: grid.arrows.map((arrow) => drawn(arrow, spots)),
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;

const heightOf = ({ node }: Cell): number => (node === undefined ? 0 : box.height);

/** How far the middles of two cells are apart that stand one above the other. */
const apart = (one: Cell, other: Cell): number => (heightOf(one) + heightOf(other)) / 2 + gap.y;

/** More of them hardly move anything. */
const passes = 12;

/** The middle of each cell, from top to bottom. */
function place({ columns }: Columns): Map<Cell, number> {
  const middles = new Map<Cell, number>();
  for (const column of columns) for (const [at, cell] of column.entries()) middles.set(cell, at * (box.height + gap.y));
  for (let pass = 0; pass < passes; pass++) {
    for (const column of pass % 2 === 0 ? columns : columns.toReversed()) settle(column, middles);
  }
  return middles;
}

/** Moves a column's cells towards what they are joined to, and apart where they would overlap: half of that upwards, half of it downwards. */
function settle(column: readonly Cell[], middles: Map<Cell, number>): void {
  const wanted = column.map((cell) => {
    const beside = [...cell.left, ...cell.right];
    const sum = beside.reduce((total, each) => total + (middles.get(each) ?? 0), 0);
    return beside.length === 0 ? (middles.get(cell) ?? 0) : sum / beside.length;
  });
  const down: number[] = [];
  column.forEach((cell, at) => {
    const above = column[at - 1];
    const least = above === undefined ? Number.NEGATIVE_INFINITY : (down[at - 1] ?? 0) + apart(above, cell);
    down.push(Math.max(wanted[at] ?? 0, least));
  });
  let most = Number.POSITIVE_INFINITY;
  for (let at = column.length - 1; at >= 0; at--) {
    const [cell, above] = [column[at], column[at - 1]];
    if (cell === undefined) continue;
    const up = Math.min(wanted[at] ?? 0, most);
    middles.set(cell, (up + (down[at] ?? 0)) / 2);
    most = above === undefined ? most : up - apart(above, cell);
  }
}

function drawn({ way, isCircle }: Arrow, spots: ReadonlyMap<Cell, Point>): Layout["arrows"][number] {
  const [first, last] = [way[0], way.at(-1)];
  const points = way.map((cell) => spots.get(cell) ?? { x: 0, y: 0 });
  return {
    from: first?.node ?? 0,
    to: last?.node ?? 0,
    way: isCircle ? circle(points) : through(points),
    isCircle,
  };
}

/** Out of the right side of one box and into that of another. */
function circle([one = { x: 0, y: 0 }, other = one]: readonly Point[]): string {
  const right = one.x + box.width;
  return `M${right} ${one.y - 8}C${right + bulge} ${one.y - 8} ${right + bulge} ${other.y + 8} ${right} ${other.y + 8}`;
}

/** From the right side of the first box to the left side of the last, level through the columns between them. */
function through(points: readonly Point[]): string {
  return points
    .map(({ x, y }, at) => {
      if (at === 0) return `M${x + box.width} ${y}`;
      const before = points[at - 1] ?? { x, y };
      const half = x - gap.x / 2;
      const curve = `C${half} ${before.y} ${half} ${y} ${x} ${y}`;
      return at === points.length - 1 ? curve : `${curve}H${x + box.width}`;
    })
    .join("");
}
