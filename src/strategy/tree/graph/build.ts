import type { Place } from "../../../plan/types.ts";
import type { Id, Item, Objective, Tree } from "../types.ts";
import { adjacency, at } from "./adjacency.ts";
import { EdgeList } from "./edges.ts";
import { type Graph, type Kind, type Node, Way } from "./types.ts";

/** A graph that is being built. */
interface Building {
  tree: Tree;
  nodes: Node[];
  byId: Map<string, number>;
  /** Node of each objective of the tree. */
  objectives: number[];
  edges: EdgeList;
}

/**
 * Who must come before whom. The same id is the same node wherever it stands; what has no id is a node of its own.
 * Takes time in proportion to the tree.
 */
export function buildGraph(tree: Tree): Graph {
  const building: Building = { tree, nodes: [], byId: new Map(), objectives: [], edges: new EdgeList() };
  addObjectives(building);
  // An id belongs to the line that is about it alone, wherever that stands; only then to one that names several.
  const about = new Int32Array(tree.items.length);
  for (const isSure of [true, false]) {
    tree.items.forEach((item, index) => {
      if (item.ids.length < 2 === isSure) about[index] = addItem(item, building);
    });
  }
  tree.items.forEach((item, index) => {
    for (const id of item.dependsOn) addDependency(id, at(about, index), building);
  });
  tree.objectives.forEach((objective, index) => {
    for (const id of objective.dependsOn) addDependency(id, building.objectives[index] ?? 0, building);
  });
  return finish(building);
}

function finish({ tree, nodes, byId, objectives, edges: list }: Building): Graph {
  const edges = list.finish();
  return {
    tree,
    nodes,
    edges,
    after: adjacency(nodes.length, edges.from, edges.to),
    before: adjacency(nodes.length, edges.to, edges.from),
    objectives,
    byId,
  };
}

function addObjectives({ tree, nodes, byId, objectives }: Building): void {
  for (const objective of tree.objectives) {
    // A heading with several ids names none: which one would be a guess, and its items are often the others.
    const [id] = objective.ids.length === 1 ? objective.ids : [];
    const known = id === undefined ? undefined : byId.get(id.key);
    const node = known ?? nodes.length;
    objectives.push(node);
    if (known === undefined) nodes.push(newNode("objective", id?.text, objective.title, objective));
    nodes[node]?.headings.push(objective);
    if (id !== undefined) byId.set(id.key, node);
  }
}

/** @returns the node that the item is about: what it depends on comes before that */
function addItem(item: Item, building: Building): number {
  const { nodes, byId, edges } = building;
  const under = item.objective === undefined ? undefined : building.objectives[item.objective];
  let [others, only] = [0, -1];
  for (const { key } of item.ids) {
    const node = byId.get(key);
    if (node === undefined || nodes[node]?.kind !== "objective") continue;
    if (node === under) return addOwnWork(item, under, building);
    only = node;
    others++;
    if (under !== undefined) edges.add(node, under, Way.Reference, item);
  }
  // All of it is other objectives: there is nothing to do here.
  if (others > 0 && others === item.ids.length) return only;
  const node = prerequisite(item, building);
  stand(item, node, building);
  if (under !== undefined) edges.add(node, under, Way.Item, item);
  return node;
}

function addOwnWork(item: Item, of: number, building: Building): number {
  const { nodes, edges } = building;
  const node = newNode("own work", item.ids[0]?.text, item.text, item);
  const index = nodes.push({ ...node, of }) - 1;
  stand(item, index, building);
  edges.add(index, of, Way.OwnWork, item);
  return index;
}

function prerequisite(item: Item, { nodes, byId }: Building): number {
  const [id] = item.ids;
  const known = item.ids.length === 1 && id !== undefined ? byId.get(id.key) : undefined;
  if (known !== undefined) return known;
  const node = nodes.push(newNode("prerequisite", id?.text, item.text, item)) - 1;
  for (const { key } of item.ids) if (!byId.has(key)) byId.set(key, node);
  return node;
}

/** Takes down that a node stands on a line. */
function stand(item: Item, index: number, { nodes }: Building): void {
  const node = nodes[index];
  if (node === undefined) return;
  node.ticked &&= item.mark === "done";
  if (item.mark === "done") return;
  node.vault ??= item.vault;
  node.stuck ??= item.stuck;
}

function addDependency(id: Id, target: number, { nodes, byId, edges }: Building): void {
  let node = byId.get(id.key);
  if (node === undefined) {
    node = nodes.push(newNode("unknown", id.text, "", id)) - 1;
    byId.set(id.key, node);
  }
  edges.add(node, target, Way.DependsOn, id);
}

/** Of all nodes that are no objectives. */
const none: Objective[] = [];

const newNode = (kind: Kind, id: string | undefined, text: string, { line, column }: Place): Node => ({
  kind,
  id,
  text,
  line,
  column,
  ticked: kind !== "unknown",
  vault: undefined,
  stuck: undefined,
  headings: kind === "objective" ? [] : none,
  of: undefined,
});
