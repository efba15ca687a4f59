import { visible } from "../../config/words.ts";
import { nameOf } from "../tree/names.ts";
import type { Judged } from "../tree/select.ts";
import { statusWords } from "../tree/status-line.ts";

/** What is said of one node or objective. */
type Said = Map<string, { name: string; words: string }>;

/** What is different in a tree, a line each: what was added, resolved, opened again or left out, and statuses. */
export function treeNews(before: Judged, now: Judged): string[] {
  return [...differences(nodesOf(before), nodesOf(now)), ...differences(objectivesOf(before), objectivesOf(now))];
}

function differences(before: Said, now: Said): string[] {
  const changed = [...now].flatMap(([key, { name, words }]) => {
    const old = before.get(key);
    if (old === undefined) return [`${name}: new, ${words}`];
    return old.words === words ? [] : [`${name}: ${words}, was ${old.words}`];
  });
  const gone = [...before].flatMap(([key, { name }]) => (now.has(key) ? [] : [`${name}: no longer there`]));
  return [...changed, ...gone];
}

function nodesOf({ graph, resolved }: Judged): Said {
  const said: Said = new Map();
  graph.nodes.forEach((node, index) => {
    if (node.kind !== "prerequisite" && node.kind !== "own work") return;
    const key = `${node.of === undefined ? "" : `${graph.nodes[node.of]?.id} `}${(node.id ?? node.text).toLowerCase()}`;
    const held = [node.vault && "in the vault", node.stuck && "stuck"].filter(Boolean).join(", ");
    const words = resolved[index] === 1 ? "resolved" : held || "open";
    said.set(key, { name: node.id ?? `“${visible(node.text, 40)}”`, words });
  });
  return said;
}

function objectivesOf({ graph, statuses }: Judged): Said {
  return new Map(
    graph.tree.objectives.map(({ ids, title }, index) => {
      const status = statuses[index];
      const name = nameOf(graph, graph.objectives[index] ?? 0);
      return [
        (ids[0]?.text ?? title).toLowerCase(),
        { name, words: status === undefined ? "unknown" : statusWords(status) },
      ];
    }),
  );
}
