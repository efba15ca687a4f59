import { visible } from "../../../config/words.ts";
import type { AnyDocument } from "../../../ui/documents/index.ts";
import { at } from "../graph/adjacency.ts";
import type { TreeFinding } from "../lint/types.ts";
import { nameOf } from "../names.ts";
import type { Judged, Selection } from "../select.ts";
import { rankedOf } from "./ranked.ts";

/** What is known besides the tree itself. */
export interface About {
  root: string;
  /** Path of the tree. */
  tree: string;
  written: boolean;
  findings: readonly TreeFinding[];
}

type TreeDocument = Extract<AnyDocument, { schema: "plan-init/tree/1" }>;

/** Of queues, each of whose members takes linear time. */
const mostRanked = 50;

/** What `tree --json` prints. */
export function treeDocument(judged: Judged, selection: Selection | undefined, about: About): TreeDocument {
  const { graph, cycles } = judged;
  const { constraints = [], human = [], split = [], waiting = 0 } = selection ?? {};
  const ranked = (queue: readonly number[], most: number) =>
    rankedOf(judged, queue, most).map(({ node: _, id, ...rest }) => ({ ...rest, id: id ?? null }));
  return {
    schema: "plan-init/tree/1",
    result: selection === undefined ? "cycle" : "selected",
    root: about.root,
    tree: about.tree,
    written: about.written,
    constraints: ranked(constraints, constraints.length),
    human: ranked(human, mostRanked),
    split: ranked(split, mostRanked),
    waiting,
    cycles: cycles.map(({ round, size, edge }) => ({
      members: round.map((node) => nameOf(graph, node)),
      entangled: size,
      line: at(graph.edges.line, edge),
      column: at(graph.edges.column, edge),
    })),
    objectives: objectivesOf(judged),
    prerequisites: prerequisitesOf(judged),
    findings: about.findings.map(({ id, text, ...rest }) => ({ ...rest, id: id ?? null, text: visible(text, 200) })),
  };
}

const objectivesOf = ({ graph, statuses, score }: Judged): TreeDocument["objectives"] =>
  graph.tree.objectives.map(({ ids, title, line }, index) => {
    const { word = "BLOCKED", reason } = statuses[index] ?? {};
    const node = graph.objectives[index] ?? 0;
    return { id: ids[0]?.text ?? null, title, line, status: word, reason: reason ?? null, score: at(score, node) };
  });

const prerequisitesOf = ({ graph, resolved, score, chain }: Judged): TreeDocument["prerequisites"] =>
  graph.nodes.flatMap(({ kind, id, text, line, vault, stuck }, node) => {
    if (kind !== "prerequisite" && kind !== "own work") return [];
    const numbers = { score: at(score, node), chain: at(chain, node) };
    const marks = { vault: vault !== undefined, stuck: stuck?.text ?? null };
    return [{ id: id ?? null, text, line, kind, resolved: at(resolved, node) === 1, ...numbers, ...marks }];
  });
