import { visible } from "../../../config/words.ts";
import { at } from "../graph/adjacency.ts";
import type { Graph } from "../graph/types.ts";
import type { Item, Tree } from "../types.ts";
import type { TreeComplaint, TreeRule } from "./types.ts";

export const notACheckbox: TreeRule = {
  id: "not-a-checkbox",
  severity: "error",
  summary: "a box that is neither `[ ]` nor `[x]`, and, as a warning, a bullet under an objective that has none",
  why: "A box of another kind counts as open, and a bullet without one is no prerequisite at all: it is never counted, ticked or selected.",
  good: "- [ ] Core stable (@core)",
  bad: "- [~] Core stable (@core)",
  check({ judged: { graph } }) {
    const boxes = graph.tree.items.flatMap(({ mark, box, line, column, ids }): TreeComplaint[] => {
      if (mark !== "wrong") return [];
      const what = `\`${visible(box)}\` after its bullet is neither \`- [ ]\` nor \`- [x]\`, so it counts as open`;
      return [{ line, column, id: ids[0]?.text, text: box, what, fix: "write `- [ ]`, or `- [x]` once it is true" }];
    });
    const bullets = graph.tree.bullets.map(({ text, line, column }): TreeComplaint => {
      const what = "this bullet has no box, so it is no prerequisite";
      const fix = "write `- [ ]` if it must be true; make it a line without a bullet if it is a note";
      return { line, column, id: undefined, text: text || "-", what, fix, severity: "warning" };
    });
    return [...boxes, ...bullets];
  },
};

export const markDisagrees: TreeRule = {
  id: "mark-disagrees",
  severity: "error",
  summary: "a box that another one of the same id contradicts, or that is open though its objective is DONE",
  why: "The same id is the same prerequisite wherever it stands. While boxes disagree it counts as open.",
  good: "- [x] Worktree trust registered (#514) (ticked everywhere)",
  bad: "- [x] Worktree trust registered (#514) (and `[ ]` under another objective)",
  check: ({ judged: { graph, resolved } }) => [...contradictions(graph), ...late(graph, resolved)],
};

/** What is nowhere ticked contradicts nothing, and most of a large tree is not. */
const isAnyTicked = ({ items }: Tree): boolean => items.some(({ mark }) => mark === "done");

function contradictions({ tree, nodes, byId }: Graph): TreeComplaint[] {
  if (!isAnyTicked(tree)) return [];
  const open = new Map<number, Item>();
  const nodeOf = ({ ids }: Item): number => (ids.length === 1 ? (byId.get(ids[0]?.key ?? "") ?? -1) : -1);
  for (const item of tree.items) {
    const node = item.mark === "done" ? -1 : nodeOf(item);
    if (nodes[node]?.kind === "prerequisite" && !open.has(node)) open.set(node, item);
  }
  return tree.items.flatMap((item) => {
    const other = item.mark === "done" ? open.get(nodeOf(item)) : undefined;
    if (other === undefined) return [];
    const id = item.ids[0]?.text ?? "";
    const what = `${id} is ticked here and open on line ${other.line}, so it counts as open`;
    return [{ ...placeOf(item), id, text: item.box, what, fix: "tick both, or none" }];
  });
}

function late(graph: Graph, resolved: Uint8Array): TreeComplaint[] {
  if (!graph.objectives.some((node) => at(resolved, node) === 1)) return [];
  return references(graph).flatMap(({ item, node, id }) => {
    if (item.mark === "done" || at(resolved, node) === 0) return [];
    const what = `${id} is open here, and the objective is DONE`;
    return [{ ...placeOf(item), id, text: item.box, what, fix: "tick it", severity: "warning" as const }];
  });
}

export const referenceOpen: TreeRule = {
  id: "reference-open",
  severity: "error",
  summary: "a ticked reference to an objective that is not DONE",
  why: "A reference is resolved when its objective is, whatever its box says. This tick claims more than is so.",
  good: "- [ ] Documentation site live (@docs)",
  bad: "- [x] Documentation site live (@docs) (while @docs is BLOCKED)",
  check({ judged: { graph, resolved, statuses } }) {
    if (!isAnyTicked(graph.tree)) return [];
    const status = new Map(graph.objectives.map((node, index) => [node, statuses[index]?.word ?? "open"]));
    return references(graph).flatMap(({ item, node, id }) => {
      if (item.mark !== "done" || at(resolved, node) === 1) return [];
      const what = `${id} is ticked here, and the objective (line ${graph.nodes[node]?.line ?? 0}) is ${status.get(node)}`;
      const fix = "untick it, or tick what is open under that objective";
      return [{ ...placeOf(item), id, text: item.box, what, fix }];
    });
  },
};

const placeOf = ({ line, column }: Item) => ({ line, column });

/** Items that are other objectives. */
function references({ tree, nodes, byId, objectives }: Graph): { item: Item; node: number; id: string }[] {
  return tree.items.flatMap((item) => {
    const under = item.objective === undefined ? undefined : objectives[item.objective];
    const [id] = item.ids;
    const node = id === undefined || item.ids.length > 1 ? undefined : byId.get(id.key);
    if (id === undefined || node === undefined || node === under || nodes[node]?.kind !== "objective") return [];
    return [{ item, node, id: id.text }];
  });
}
