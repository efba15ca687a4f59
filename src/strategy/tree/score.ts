import { at } from "./graph/adjacency.ts";
import type { Components } from "./graph/components.ts";
import { contract, type Joints } from "./graph/joints.ts";
import type { Graph } from "./graph/types.ts";

/** How much depends on each node. */
export interface Scores {
  /** Number of distinct objectives, not DONE, reachable from it. */
  score: Int32Array;
  /** Steps of the longest way downstream; what is in a circle counts as one. */
  chain: Int32Array;
}

/** Objectives that are counted at a time, in words of 32. */
const words = 32;
const width = words * 32;

/**
 * The blocking scores. Circles are condensed, and what leads only on to one place is counted there; over the rest, sets of objectives
 * are handed upstream as bits, 1,024 at a time, by those nodes alone that reach any of them.
 *
 * Takes O(V + E) and, in the worst case that everything reaches everything, O((V + E) · K / 32) for K objectives; O(V + E) space.
 *
 * @param resolved as `resolve` has it
 */
export function scores(graph: Graph, parts: Components, resolved: Uint8Array): Scores {
  const counted = graph.nodes.flatMap(({ kind }, node) =>
    kind === "objective" && at(resolved, node) === 0 ? node : [],
  );
  const joints = contract(graph, parts, counted);
  const counts = new Int32Array(joints.count);
  const sets = new Int32Array(joints.count * words);
  for (let from = 0; from < joints.owners.length; from += width) addBlock(joints, from, sets, counts);
  const jointOf = (node: number): number => at(joints.of, at(parts.of, node));
  const chains = longestChains(graph, parts);
  return {
    score: parts.of.map((_, node) => (jointOf(node) < 0 ? 0 : at(counts, jointOf(node)))),
    chain: parts.of.map((component) => at(chains, component)),
  };
}

/** Counts the objectives of `owners[from …]`, as many as fit, for all joints that reach them. */
function addBlock({ count, offsets, next, owners }: Joints, from: number, sets: Int32Array, counts: Int32Array): void {
  const to = Math.min(from + width, owners.length);
  const reaches = new Uint8Array(count);
  let bit = from;
  // Owners are sorted, and what reaches them has higher numbers.
  for (let joint = at(owners, from); joint < count; joint++) {
    const base = joint * words;
    for (let slot = at(offsets, joint); slot < at(offsets, joint + 1); slot++) {
      const other = at(next, slot);
      if (at(reaches, other) === 0) continue;
      if (at(reaches, joint) === 0) sets.copyWithin(base, other * words, other * words + words);
      else
        for (let word = 0; word < words; word++)
          sets[base + word] = at(sets, base + word) | at(sets, other * words + word);
      reaches[joint] = 1;
    }
    for (; bit < to && at(owners, bit) === joint; bit++) {
      if (at(reaches, joint) === 0) sets.fill(0, base, base + words);
      reaches[joint] = 1;
      const word = base + ((bit - from) >> 5);
      sets[word] = at(sets, word) | (1 << ((bit - from) & 31));
    }
    if (at(reaches, joint) === 1) counts[joint] = at(counts, joint) + bitsIn(sets, base);
  }
}

function bitsIn(sets: Int32Array, base: number): number {
  let sum = 0;
  for (let index = base; index < base + words; index++) sum += bits(at(sets, index));
  return sum;
}

/** How many bits are set; the usual sum in parallel. */
function bits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** By component, for what comes after has the smaller number. */
function longestChains({ edges }: Graph, { of, count }: Components): Int32Array {
  const chains = new Int32Array(count);
  const sorted = byComponent(edges.from, of, count);
  for (const edge of sorted) {
    const [from, to] = [at(of, at(edges.from, edge)), at(of, at(edges.to, edge))];
    if (from !== to && at(chains, to) + 1 > at(chains, from)) chains[from] = at(chains, to) + 1;
  }
  return chains;
}

/** Edges sorted by the component that they come from. */
function byComponent(from: Int32Array, of: Int32Array, count: number): Int32Array {
  const next = new Int32Array(count + 1);
  for (const node of from) next[at(of, node) + 1] = at(next, at(of, node) + 1) + 1;
  for (let component = 0; component < count; component++)
    next[component + 1] = at(next, component + 1) + at(next, component);
  const sorted = new Int32Array(from.length);
  from.forEach((node, edge) => {
    const component = at(of, node);
    sorted[at(next, component)] = edge;
    next[component] = at(next, component) + 1;
  });
  return sorted;
}
