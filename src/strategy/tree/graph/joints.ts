import { adjacency, at } from "./adjacency.ts";
import type { Components } from "./components.ts";
import type { Graph } from "./types.ts";

/** The graph without what only leads on: its nodes are where ways meet or something is counted. */
export interface Joints {
  count: number;
  /** Joint by component: the first one on its way downstream; -1 where that leads to nothing that is counted. */
  of: Int32Array;
  /** Joints that come after joint `j`: `next[offsets[j] … offsets[j + 1] - 1]`, all with smaller numbers. */
  offsets: Int32Array;
  next: Int32Array;
  /** Joint of each node that is counted, ascending. */
  owners: Int32Array;
}

/**
 * Condenses circles and takes out every node from which there is one way on. Linear time.
 *
 * @param counted nodes that are counted
 */
export function contract(
  { nodes, after }: Graph,
  { of: componentOf, count }: Components,
  counted: readonly number[],
): Joints {
  const ones = Int32Array.from({ length: nodes.length }, (_, node) => node);
  const members = adjacency(count, componentOf, ones);
  const owned = new Int32Array(count);
  for (const node of counted) owned[at(componentOf, node)] = at(owned, at(componentOf, node)) + 1;
  const of = new Int32Array(count).fill(-1);
  const seen = new Int32Array(nodes.length).fill(-1);
  const offsets = [0];
  const next: number[] = [];
  const owners: number[] = [];
  for (let component = 0; component < count; component++) {
    const ahead: number[] = [];
    for (let slot = at(members.offsets, component); slot < at(members.offsets, component + 1); slot++) {
      const node = at(members.nodes, slot);
      for (let edge = at(after.offsets, node); edge < at(after.offsets, node + 1); edge++) {
        const other = at(componentOf, at(after.nodes, edge));
        const joint = at(of, other);
        if (other === component || joint < 0 || at(seen, joint) === component) continue;
        seen[joint] = component;
        ahead.push(joint);
      }
    }
    const own = at(owned, component);
    const [only = -1] = ahead;
    if (own === 0 && ahead.length < 2) {
      of[component] = only;
      continue;
    }
    const joint = offsets.length - 1;
    of[component] = joint;
    for (const each of ahead) next.push(each);
    for (let nth = 0; nth < own; nth++) owners.push(joint);
    offsets.push(next.length);
  }
  return {
    count: offsets.length - 1,
    of,
    offsets: Int32Array.from(offsets),
    next: Int32Array.from(next),
    owners: Int32Array.from(owners),
  };
}
