import { type Content, type Html, html, page } from "../../../ui/html.ts";
import { link, prose, section, table } from "../../../ui/html-parts.ts";
import { at } from "../graph/adjacency.ts";
import { cycleWords } from "../lint/cycle.ts";
import type { TreeFinding } from "../lint/types.ts";
import { type Ranked, rankedOf } from "../print/ranked.ts";
import type { Judged, Selection } from "../select.ts";
import { statusWords } from "../status-line.ts";
import { choose } from "./choose.ts";
import { drawTree } from "./draw.ts";
import { style } from "./style.ts";

/** More than this would be no picture; what is a part only is drawn smaller. */
const most = { whole: 80, part: 45 };

/** Of a queue; each takes linear time. */
const mostRanked = 50;

/** What a page is made from. */
export interface TreeView {
  judged: Judged;
  /** `undefined` where things go in a circle. */
  selection: Selection | undefined;
  findings: readonly TreeFinding[];
  /** How the tree's file is called, and its path in the repository where it lies there. */
  name: string;
  path: string | undefined;
  /** Where the page will lie, relative to the repository with `/`: its links lead on from there. */
  folder: string;
  /** ISO 8601. */
  at: string;
}

/** The tree as one page that needs nothing but itself: what to work on and why, a picture, and where the objectives stand. Pure. */
export function treePage(view: TreeView): string {
  const { judged, selection, path, name, folder } = view;
  return page({
    title: "Prerequisite tree",
    style,
    body: html`<header><h1>Prerequisite tree</h1>
<p class="facts soft"><span>${path === undefined ? html`<bdi>${name}</bdi>` : link(folder, path)}</span>${summary(judged).map((words) => html`<span>${words}</span>`)}</p></header>
<main>${selection === undefined ? circles(judged) : queues(judged, selection)}
${judged.graph.nodes.length > 0 && section("picture", "Picture", drawTree(judged, selection, choose(judged, selection, most)))}
${objectives(judged)}${findingList(view)}</main>
<footer class="soft">Written by <code>${treeMark}</code>, ${view.at}</footer>`,
  });
}

/** What tells a page of ours from a file of somebody's. */
export const treeMark = "plan-init tree --html";

function summary({ graph, resolved, statuses }: Judged): string[] {
  const items = graph.nodes.flatMap(({ kind }, node) => (kind === "prerequisite" || kind === "own work" ? node : []));
  const open = items.filter((node) => at(resolved, node) === 0).length;
  const done = statuses.filter(({ word }) => word === "DONE").length;
  return [`${open} of ${items.length} prerequisites open`, `${done} of ${statuses.length} objectives done`];
}

function circles({ graph, cycles }: Judged): Html {
  const rows = cycles.map((cycle) => [cycleWords(cycle, graph), `line ${at(graph.edges.line, cycle.edge)}`]);
  return section(
    "circles",
    "Nothing is selected",
    table("Things that must come before each other", ["Circle", "Where"], rows),
  );
}

function queues(judged: Judged, { constraints, human, split }: Selection): Content {
  const queue = (id: string, heading: string, caption: string, nodes: readonly number[]): Content =>
    nodes.length > 0 &&
    section(
      id,
      heading,
      table(
        nodes.length > mostRanked ? `${caption}; ${nodes.length - mostRanked} more not shown` : caption,
        ["Prerequisite", "Rank", "Why", "Blocks", "Line"],
        rankedOf(judged, nodes, mostRanked).map((each, rank) => rankedRow(judged, each, rank + 1)),
      ),
    );
  return [
    constraints.length === 0 &&
      section(
        "constraints",
        "Constraints",
        html`<p>There are none: nothing that is open and free to begin blocks an objective.</p>`,
      ),
    queue(
      "constraints",
      "Constraints",
      "What to work on first: nothing stands in its way, and most waits for it",
      constraints,
    ),
    queue("human", "Waiting for a person", "What only a person can do or buy", human),
    queue("split", "Stuck", "What was tried in vain: split each into smaller ones", split),
  ];
}

function rankedRow(
  { graph }: Judged,
  { node, id, text, line, reason, blocks, score }: Ranked,
  rank: number,
): Content[] {
  const { vault, stuck } = graph.nodes[node] ?? {};
  const more = score - blocks.length;
  return [
    html`<b><bdi>${id ?? ""}</bdi></b> <bdi>${text}</bdi>${vault?.path !== undefined && html`<p class="soft">asked in <bdi>${vault.path}</bdi></p>`}${stuck !== undefined && html`<p class="soft">signals: <bdi>${stuck.text}</bdi></p>`}`,
    rank,
    reason,
    [blocks.map((name, place) => [place > 0 && ", ", html`<bdi>${name}</bdi>`]), more > 0 && ` and ${more} more`],
    line,
  ];
}

function objectives({ graph, statuses, score }: Judged): Content {
  const rows = graph.tree.objectives.map(({ title, line }, index) => {
    const status = statuses[index];
    const node = graph.objectives[index] ?? 0;
    return [
      html`<b><bdi>${graph.nodes[node]?.id ?? ""}</bdi></b> <bdi>${title}</bdi>`,
      html`<span class="${status?.word === "BLOCKED" ? "warn" : "good"}">${status === undefined ? "" : statusWords(status)}</span>`,
      at(score, node),
      line,
    ];
  });
  const heads = ["Objective", "Status, computed", "Score", "Line"];
  return rows.length > 0 && section("objectives", "Objectives", table("In the order of the tree", heads, rows));
}

function findingList({ findings }: TreeView): Content {
  const rows = findings.map(({ severity, rule, line, what, fix }) => [
    html`<span class="${severity === "error" ? "bad" : "warn"}">${severity}</span> ${rule}`,
    line,
    html`<span dir="auto">${prose(what)}</span>`,
    html`<span dir="auto">${prose(fix)}</span>`,
  ]);
  return (
    rows.length > 0 &&
    section(
      "findings",
      "What is wrong with the tree",
      table("What tree lint says", ["Rule", "Line", "What", "Mend"], rows),
    )
  );
}
