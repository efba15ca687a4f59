import type { Place } from "../../../plan/types.ts";
import type { Objective, Span, Tree, Vault } from "../types.ts";

/** What a node of the graph stands for. */
export type Kind =
  /** Something that must be true; all lines with its id. */
  | "prerequisite"
  /** An objective's own work: an item with the id of the objective that it stands under. */
  | "own work"
  | "objective"
  /** An id that something depends on, and that nothing has. */
  | "unknown";

/** A node; its place is where it stands first. */
export interface Node extends Place {
  kind: Kind;
  /** As it was written first; `undefined` for what is local to its line. */
  id: string | undefined;
  text: string;
  /** Whether all its boxes are ticked; means nothing for objectives. */
  ticked: boolean;
  vault: Vault | undefined;
  stuck: Span | undefined;
  /** An objective's headings: several where it is there twice. */
  headings: Objective[];
  /** The objective that own work belongs to. */
  of: number | undefined;
}

/** How something comes before something else. */
export const Way = {
  /** A prerequisite listed under an objective. */
  Item: 0,
  /** Another objective listed under an objective. */
  Reference: 1,
  /** An objective's own work. */
  OwnWork: 2,
  /** `depends on`, on an item or under an objective. */
  DependsOn: 3,
} as const;

/** What comes before what, edge by edge: `from[i]` must come before `to[i]`, as line `line[i]` says. */
export interface Edges {
  from: Int32Array;
  to: Int32Array;
  way: Uint8Array;
  line: Int32Array;
  column: Int32Array;
}

/** Edges by one of their ends: those of node `n` are `edges[offsets[n] … offsets[n + 1] - 1]`, and lead to `nodes[…]` of the same index. */
export interface Adjacency {
  offsets: Int32Array;
  edges: Int32Array;
  nodes: Int32Array;
}

/** The tree as a graph: who must come before whom. */
export interface Graph {
  tree: Tree;
  nodes: Node[];
  edges: Edges;
  /** What comes after a node. */
  after: Adjacency;
  /** What comes before a node. */
  before: Adjacency;
  /** Node of each objective of the tree. */
  objectives: number[];
  /** Node by id, lower-cased. */
  byId: ReadonlyMap<string, number>;
}
