import { literal } from "../../../config/words.ts";
import { authored, isTrue, statusWords } from "../status-line.ts";
import type { Objective, StatusLine, Tree } from "../types.ts";
import type { TreeComplaint, TreeRule } from "./types.ts";

export const statusWrong: TreeRule = {
  id: "status-wrong",
  severity: "error",
  summary: "a Status line that does not say what follows from the boxes, or none",
  why: "Statuses written by hand are wrong more often than not. They are computed: `plan-init tree --write` puts them right.",
  good: "Status: BLOCKED — 2 prerequisites unresolved",
  bad: "Status: DONE (code merged) (with two open boxes above it)",
  check({ judged: { graph, statuses } }) {
    const fix = "`plan-init tree --write` writes it";
    return graph.tree.objectives.flatMap((objective, index): TreeComplaint[] => {
      const status = statuses[index];
      if (status === undefined) return [];
      const { line, column, ids, title } = objective;
      const id = ids[0]?.text;
      const is = `\`${statusWords(status)}\``;
      if (objective.statuses.length === 0) {
        return [{ line, column, id, text: title, what: `it has no Status line; it is ${is}`, fix }];
      }
      return objective.statuses.flatMap(({ text, ...place }) => {
        if (isTrue(authored(text), status)) return [];
        const what = text === "" ? `it says nothing, and is ${is}` : `it says ${literal(text)}, and is ${is}`;
        return [{ line: place.line, column: place.column, id, text: text || "Status:", what, fix }];
      });
    });
  },
};

/** Days after which what is DONE is history. */
const longAgo = 30;

export const doneLongAgo: TreeRule = {
  id: "done-long-ago",
  severity: "warning",
  summary: `an objective that has been DONE for more than ${longAgo} days`,
  why: "The tree is read in every run. Git keeps what was done; the tree is about what is not. It goes by a date in the Status line, or else by when that line was committed.",
  good: "Status: DONE — 2026-03-21 (a week ago)",
  bad: "Status: DONE — 2025-11-02 (five months ago)",
  check({ judged: { graph, statuses }, facts: { writtenAt, now } }) {
    if (now === undefined) return [];
    const old = graph.tree.objectives.flatMap((objective, index) => {
      const [status] = statuses[index]?.word === "DONE" ? objective.statuses : [];
      const since = status === undefined ? undefined : (dateIn(status) ?? writtenAt?.get(status.line));
      const days = since === undefined ? 0 : Math.floor((now.getTime() - since.getTime()) / 86_400_000);
      return days > longAgo ? [{ objective, days }] : [];
    });
    if (old.length === 0) return [];
    const isLeaned = leanedOn(graph.tree);
    return old
      .filter(({ objective }) => !isLeaned(objective))
      .map(({ objective: { line, column, ids, title }, days }): TreeComplaint => {
        const what = `it has been DONE for ${days} days`;
        return { line, column, id: ids[0]?.text, text: title, what, fix: "take it out of the tree; git keeps it" };
      });
  },
};

/** Objectives that others list stay: without them the ids in those lists would be unknown. */
function leanedOn({ items, objectives }: Tree): (objective: Objective) => boolean {
  const named = new Set<string>();
  for (const { ids, dependsOn } of items) for (const { key } of [...ids, ...dependsOn]) named.add(key);
  for (const { dependsOn } of objectives) for (const { key } of dependsOn) named.add(key);
  return ({ ids }) => ids.some(({ key }) => named.has(key));
}

function dateIn({ text }: StatusLine): Date | undefined {
  const written = /\b\d{4}-\d{2}-\d{2}\b/.exec(text)?.[0];
  const date = written === undefined ? undefined : new Date(`${written}T00:00:00Z`);
  return date === undefined || Number.isNaN(date.getTime()) ? undefined : date;
}

/** Lines of a tree that a person still overlooks. */
const mostLines = 500;

export const tooLarge: TreeRule = {
  id: "too-large",
  severity: "warning",
  summary: `a tree of more than ${mostLines} lines`,
  why: "It is read in every run, by people and by a model. The program would take 100,000 lines; they would not.",
  good: "(80 lines: what is open, and what was done lately)",
  bad: "(2,000 lines, most of them DONE)",
  check({ judged: { graph, statuses } }) {
    const { lineCount } = graph.tree;
    if (lineCount <= mostLines) return [];
    const done = statuses.filter(({ word }) => word === "DONE").length;
    const what = `the tree has ${lineCount} lines, and more than ${mostLines} are skimmed`;
    const fix =
      done > 0 ? `take out objectives that are DONE (${done}); git keeps them` : "split it by area, a file each";
    return [{ line: mostLines + 1, column: 1, id: undefined, text: `${lineCount} lines`, what, fix }];
  },
};
