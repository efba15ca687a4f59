import type { Id, Item, Tree } from "../types.ts";
import { adjacency } from "./adjacency.ts";
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
  const several = tree.items.filter(({ ids }) => ids.length > 1);
  const targets = new Map<Item, number>();
  for (const item of tree.items) if (item.ids.length < 2) targets.set(item, addItem(item, building));
  for (const item of several) targets.set(item, addItem(item, building));
  for (const [item, target] of targets) for (const id of item.dependsOn) addDependency(id, target, building);
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
    if (known === undefined)
      nodes.push(newNode("objective", { id: id?.text, text: objective.title, place: objective }));
    nodes[node]?.headings.push(objective);
    if (id !== undefined) byId.set(id.key, node);
  }
}

/** @returns the node that the item is about: what it depends on comes before that */
function addItem(item: Item, building: Building): number {
  const { nodes, byId, edges } = building;
  const under = item.objective === undefined ? undefined : building.objectives[item.objective];
  const named = item.ids.flatMap(({ key }) => byId.get(key) ?? []);
  if (under !== undefined && named.includes(under)) {
    const node = nodes.push(newNode("own work", { id: item.ids[0]?.text, text: item.text, place: item })) - 1;
    stand(item, node, building);
    Object.assign(nodes[node] ?? {}, { of: under });
    edges.add(node, under, Way.OwnWork, item);
    return node;
  }
  const references = named.filter((node) => nodes[node]?.kind === "objective");
  if (under !== undefined) for (const node of references) edges.add(node, under, Way.Reference, item);
  const [only] = references;
  // All of it is other objectives: there is nothing to do here.
  if (only !== undefined && references.length === item.ids.length) return only;
  const node = prerequisite(item, building);
  stand(item, node, building);
  if (under !== undefined) edges.add(node, under, Way.Item, item);
  return node;
}

function prerequisite(item: Item, { nodes, byId }: Building): number {
  const [id] = item.ids;
  const known = item.ids.length === 1 && id !== undefined ? byId.get(id.key) : undefined;
  if (known !== undefined) return known;
  const node = nodes.push(newNode("prerequisite", { id: id?.text, text: item.text, place: item })) - 1;
  for (const { key } of item.ids) if (!byId.has(key)) byId.set(key, node);
  return node;
}

/** Takes down that a node stands on a line. */
function stand(item: Item, index: number, { nodes }: Building): void {
  const node = nodes[index];
  if (node === undefined) return;
  node.items.push(item);
  node.ticked &&= item.mark === "done";
  if (item.mark === "done") return;
  node.vault ??= item.vault;
  node.stuck ??= item.stuck;
}

function addDependency(id: Id, target: number, { nodes, byId, edges }: Building): void {
  let node = byId.get(id.key);
  if (node === undefined) {
    node = nodes.push(newNode("unknown", { id: id.text, text: "", place: id })) - 1;
    byId.set(id.key, node);
  }
  edges.add(node, target, Way.DependsOn, id);
}

interface Named {
  id: string | undefined;
  text: string;
  place: { line: number; column: number };
}

const newNode = (kind: Kind, { id, text, place: { line, column } }: Named): Node => ({
  kind,
  id,
  text,
  line,
  column,
  ticked: kind !== "unknown",
  vault: undefined,
  stuck: undefined,
  items: [],
  headings: [],
  of: undefined,
});
