import type { Adjacency } from "./types.ts";

/** Sorts edges by one end, in linear time and in the order in which they are given. */
export function adjacency(size: number, key: Int32Array, other: Int32Array): Adjacency {
  const offsets = new Int32Array(size + 1);
  for (const node of key) offsets[node + 1] = at(offsets, node + 1) + 1;
  for (let node = 0; node < size; node++) offsets[node + 1] = at(offsets, node + 1) + at(offsets, node);
  const next = offsets.slice();
  const edges = new Int32Array(key.length);
  const nodes = new Int32Array(key.length);
  for (let edge = 0; edge < key.length; edge++) {
    const slot = at(next, at(key, edge));
    next[at(key, edge)] = slot + 1;
    edges[slot] = edge;
    nodes[slot] = at(other, edge);
  }
  return { offsets, edges, nodes };
}

/** An entry of an array of numbers; the caller knows that it is there. */
export const at = (array: Int32Array | Uint8Array, index: number): number => array[index] ?? 0;
