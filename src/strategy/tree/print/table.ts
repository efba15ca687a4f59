import { visible } from "../../../config/words.ts";
import { fold } from "../../../ui/fold.ts";
import type { Output } from "../../../ui/output.ts";
import { at } from "../graph/adjacency.ts";
import { cycleWords } from "../lint/cycle.ts";
import type { Judged, Selection } from "../select.ts";
import { type Ranked, rankedOf } from "./ranked.ts";

type Look = Pick<Output, "paint" | "width">;

/** A queue of people's work is shown this far. */
const mostQueued = 10;

/**
 * The selection for a person: the constraints with the reason for each rank, then what waits for people, what is to be split, and where
 * the objectives stand.
 */
export function treeLines(judged: Judged, selection: Selection | undefined, look: Look): string[] {
  const { paint } = look;
  if (selection === undefined) return [...circleLines(judged, look), "", ...summary(judged)];
  const { constraints, human, split, waiting } = selection;
  const none = isAllDone(judged) ? "No constraints: nothing is open" : "No constraints: nothing that is open can begin";
  return [
    ...(constraints.length === 0 ? [none] : block("Constraints: work on these first", judged, constraints, look)),
    ...queue("Waiting for a person", judged, human, look),
    ...queue("Stuck: split each into smaller ones", judged, split, look),
    "",
    ...(waiting > 0
      ? [paint.dim(`${counted(waiting, "prerequisite")} ${waiting === 1 ? "waits" : "wait"} for others`)]
      : []),
    ...summary(judged),
  ];
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

const isAllDone = ({ statuses }: Judged): boolean => statuses.every(({ word }) => word === "DONE");

function circleLines({ graph, cycles }: Judged, { paint, width }: Look): string[] {
  const shown = cycles.slice(0, mostQueued);
  const more = cycles.length - shown.length;
  return [
    paint.red("Nothing is selected while things must come before each other in a circle:"),
    ...shown.flatMap((cycle) => [
      ...fold(cycleWords(cycle, graph), width - 4).map((line, row) => `  ${row === 0 ? "" : "  "}${line}`),
      paint.dim(`    line ${at(graph.edges.line, cycle.edge)}`),
    ]),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

function queue(title: string, judged: Judged, nodes: readonly number[], look: Look): string[] {
  if (nodes.length === 0) return [];
  const more = nodes.length - mostQueued;
  return [
    "",
    ...block(title, judged, nodes.slice(0, mostQueued), look),
    ...(more > 0 ? [`     and ${more} more`] : []),
  ];
}

function block(title: string, judged: Judged, nodes: readonly number[], look: Look): string[] {
  const rows = rankedOf(judged, nodes, nodes.length);
  const gutter = String(rows.length).length + 2;
  const lines = rows.flatMap((row, index) => rowLines(row, index + 1, gutter, judged, look));
  return [look.paint.bold(title), ...lines];
}

function rowLines(row: Ranked, rank: number, gutter: number, { graph }: Judged, { paint, width }: Look): string[] {
  const indent = " ".repeat(gutter + 2);
  const { path } = graph.nodes[row.node]?.vault ?? {};
  const signals = graph.nodes[row.node]?.stuck?.text;
  const names = row.blocks.slice(0, 4).map((name) => visible(name));
  const more = row.score - names.length;
  const waiting = `${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  const about = [
    row.id === undefined ? visible(row.text, 200) : `${visible(row.id)}  ${visible(row.text, 200)}`.trimEnd(),
    ...(path === undefined ? [] : [`asked in ${visible(path, 200)}`]),
    ...(signals ? [`signals: ${visible(signals, 200)}`] : []),
  ];
  const [head = "", ...rest] = about.flatMap((words) => fold(words, width - indent.length));
  return [
    `${String(rank).padStart(gutter)}  ${head}`,
    ...rest.map((line) => indent + line),
    ...fold(`${row.reason}: ${waiting} (line ${row.line})`, width - indent.length).map(
      (line) => indent + paint.dim(line),
    ),
  ];
}

function summary({ statuses }: Judged): string[] {
  const counts = (["DONE", "READY", "BLOCKED"] as const).map((word) => ({
    word,
    count: statuses.filter((status) => status.word === word).length,
  }));
  const words = counts.flatMap(({ word, count }) => (count > 0 ? `${count} ${word}` : []));
  return [`${counted(statuses.length, "objective")}${words.length > 0 ? `: ${words.join(", ")}` : ""}`];
}
