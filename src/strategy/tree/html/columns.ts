import { at } from "../graph/adjacency.ts";
import type { Judged } from "../select.ts";

/** A place in a column: a node, or where an arrow passes through. */
export interface Cell {
  /** `undefined` where an arrow passes through. */
  node: number | undefined;
  /** Cells of the columns beside this one that it is joined to. */
  left: Cell[];
  right: Cell[];
}

/** An arrow by the cells that it goes through, its ends among them. */
export interface Arrow {
  way: Cell[];
  /** Whether it is a part of a circle: both ends stand in one column. */
  isCircle: boolean;
}

/** Nodes in columns from what comes first to what waits for most, and the arrows between them. */
export interface Columns {
  columns: Cell[][];
  arrows: Arrow[];
}

/**
 * Puts nodes into columns by the longest way downstream, so that every arrow leads to the right, and orders each column by what its cells
 * are joined to. Arrows that a longer way says already are left out.
 *
 * @see Sugiyama, Tagawa, Toda: Methods for visual understanding of hierarchical system structures (1981)
 */
export function columnsOf({ graph, chain }: Judged, nodes: readonly number[]): Columns {
  const depths = [...new Set(nodes.map((node) => at(chain, node)))].sort((a, b) => b - a);
  const columnBy = new Map(depths.map((depth, column) => [depth, column]));
  const columnOf = (node: number): number => columnBy.get(at(chain, node)) ?? 0;
  const cells = new Map(nodes.map((node) => [node, { node, left: [], right: [] } as Cell]));
  const columns: Cell[][] = depths.map(() => []);
  for (const [node, cell] of cells) columns[columnOf(node)]?.push(cell);
  const nexts = (node: number) =>
    graph.after.nodes.subarray(at(graph.after.offsets, node), at(graph.after.offsets, node + 1));
  const edges = direct(nodes, nexts, columnOf);
  const arrows = edges.flatMap(([from, to]) => {
    const [first, last] = [cells.get(from), cells.get(to)];
    if (first === undefined || last === undefined) return [];
    const between = columns.slice(columnOf(from) + 1, columnOf(to)).map((column) => {
      const cell: Cell = { node: undefined, left: [], right: [] };
      column.push(cell);
      return cell;
    });
    return [{ way: [first, ...between, last], isCircle: columnOf(from) === columnOf(to) }];
  });
  for (const { way, isCircle } of arrows) if (!isCircle) join(way);
  for (let sweep = 0; sweep < sweeps; sweep++) order(columns, sweep % 2 === 0 ? "left" : "right");
  return { columns, arrows };
}

function join(way: readonly Cell[]): void {
  way.forEach((cell, step) => {
    const next = way[step + 1];
    if (next === undefined) return;
    cell.right.push(next);
    next.left.push(cell);
  });
}

/** Edges between the nodes, each once, without those that a longer way says already. */
function direct(
  nodes: readonly number[],
  nexts: (node: number) => Iterable<number>,
  columnOf: (node: number) => number,
): [from: number, to: number][] {
  const chosen = new Set(nodes);
  const reach = new Map<number, Set<number>>();
  // From the right: what comes after a node is known before the node.
  return [...nodes]
    .sort((a, b) => columnOf(b) - columnOf(a))
    .flatMap((node) => {
      const after = [...new Set(nexts(node))].filter((next) => chosen.has(next) && next !== node);
      const reached = new Set<number>();
      const kept = after
        .sort((a, b) => columnOf(a) - columnOf(b) || a - b)
        .filter((next) => {
          const isSaid = reached.has(next);
          reached.add(next);
          if (columnOf(next) > columnOf(node)) for (const far of reach.get(next) ?? []) reached.add(far);
          return !isSaid;
        });
      reach.set(node, reached);
      return kept.map((next): [number, number] => [node, next]);
    });
}

/** More of them hardly move anything. */
const sweeps = 8;

/** Orders each column by the middle of what its cells are joined to on one side; what is joined to nothing there stays. */
function order(columns: readonly Cell[][], side: "left" | "right"): void {
  for (const column of side === "left" ? columns : columns.toReversed()) {
    const places = new Map(columns.flatMap((each) => each.map((cell, place) => [cell, place / each.length] as const)));
    const middle = (cell: Cell): number => {
      const beside = cell[side];
      const sum = beside.reduce((total, each) => total + (places.get(each) ?? 0), 0);
      return beside.length === 0 ? (places.get(cell) ?? 0) : sum / beside.length;
    };
    const middles = new Map(column.map((cell) => [cell, middle(cell)]));
    column.sort((a, b) => (middles.get(a) ?? 0) - (middles.get(b) ?? 0));
  }
}
