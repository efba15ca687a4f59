import { at } from "../graph/adjacency.ts";
import type { Cycle } from "../graph/cycles.ts";
import type { Graph } from "../graph/types.ts";
import { nameOf } from "../names.ts";
import type { TreeRule } from "./types.ts";

export const cycle: TreeRule = {
  id: "cycle",
  severity: "error",
  summary: "things that must come before each other in a circle; nothing is selected while there is one",
  why: "None of them could be the first. The finding names the circle, and stands at the line that is most likely wrong.",
  good: "- [ ] Worktree trust registered (#514) — depends on @shell-safety",
  bad: "- [ ] Shell safety (@shell-safety) — depends on #514 (while #514 depends on @shell-safety)",
  check: ({ judged: { graph, cycles } }) =>
    cycles.map((each) => {
      const { edges, nodes } = graph;
      return {
        line: at(edges.line, each.edge),
        column: at(edges.column, each.edge),
        id: nodes[each.round[0] ?? 0]?.id,
        text: nameOf(graph, at(edges.from, each.edge)),
        what: `${cycleWords(each, graph)}: each must come before the next, so that none can be the first`,
        fix: "take one of these dependencies out, or split what both need off as a prerequisite of its own",
      };
    }),
};

const mostNamed = 8;

/** A circle by its members: `#514 → @shell-safety → #514`, and how many more are entangled in it. */
export function cycleWords({ round, size }: Cycle, graph: Graph): string {
  const names = round.map((node) => nameOf(graph, node));
  const left = names.length - mostNamed;
  const shown = left > 1 ? [...names.slice(0, mostNamed - 1), `${left + 1} more`, ...names.slice(-1)] : names;
  const beyond = size - round.length;
  const more = beyond > 0 ? ` (${beyond} more ${beyond === 1 ? "is" : "are"} entangled)` : "";
  return `${[...shown, names[0]].join(" → ")}${more}`;
}
