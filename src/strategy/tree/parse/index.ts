import type { Objective, Tree } from "../types.ts";
import { dependencies, parenthesised } from "./ids.ts";
import { parseItem } from "./item.ts";
import { eachLine, type Line } from "./lines.ts";

const heading = /^ {0,3}(#{1,6})(?=[ \t]|$)[ \t]*/;
const objectiveWord = /^(?:\*\*|__)?objective\b[ \t]*\d*[ \t]*[:—–-][ \t]*(?:\*\*|__)?[ \t]*/i;
const label = /^[ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)?(status|depends[ \t-]on)(?:\*\*|__)?[ \t]*:(?:\*\*|__)?[ \t]*/i;
const bullet = /^ ?[-*+](?=[ \t]|\[)[ \t]*/;

/** What is read at the moment. */
interface Reading {
  tree: Tree;
  /** Index of the objective that lines belong to. */
  objective: number | undefined;
  /** Depth of its heading. */
  depth: number;
  /** The last line that a Status line must not come before, as its number. */
  anchored: number;
}

/**
 * Reads a prerequisite tree. Any text is one; what is no objective, item or label in it is left alone. Takes time in proportion to the text.
 *
 * @param text the whole file, as it is on the disk
 */
export function parseTree(text: string): Tree {
  const tree: Tree = { text, lineCount: 0, objectives: [], items: [], bullets: [] };
  const reading: Reading = { tree, objective: undefined, depth: 0, anchored: -1 };
  tree.lineCount = eachLine(text, (line) => {
    if (readLine(line, reading)) anchor(line, reading);
  });
  return tree;
}

/** @returns whether a Status line comes after this one */
function readLine(line: Line, reading: Reading): boolean {
  const { tree, objective } = reading;
  const hashes = heading.exec(line.plain);
  if (hashes !== null) return readHeading(line, hashes[0], hashes[1]?.length ?? 0, reading);
  const item = parseItem(line, objective);
  if (item !== undefined) return tree.items.push(item) > 0;
  const current = objective === undefined ? undefined : tree.objectives[objective];
  if (current === undefined || objective === undefined) return false;
  const named = label.exec(line.plain);
  if (named !== null) return readLabel(line, named[0].length, named[1] ?? "", current);
  const dot = bullet.exec(line.plain);
  if (dot === null) return reading.anchored === line.number - 1 && line.plain.trim() !== "";
  const at = dot[0].length;
  tree.bullets.push({ objective, text: line.text.slice(at).trimEnd(), line: line.number, column: at + 1 });
  return true;
}

function readHeading(line: Line, hashes: string, depth: number, reading: Reading): boolean {
  const { tree } = reading;
  const word = objectiveWord.exec(line.plain.slice(hashes.length));
  if (word === null) {
    if (depth <= reading.depth) reading.objective = undefined;
    return false;
  }
  const from = hashes.length + word[0].length;
  const { ids, spans } = parenthesised(line.plain, from, line.plain.length, line.number);
  const end = spans[0]?.start ?? line.text.length;
  const after = line.text.slice(spans.at(-1)?.end ?? line.text.length);
  const title = withoutHashes(`${line.text.slice(from, end).trimEnd()} ${after.trim()}`.trim());
  tree.objectives.push({
    line: line.number,
    column: from + 1,
    title,
    ids,
    dependsOn: [],
    strange: [],
    statuses: [],
    statusBelongsAt: 0,
  });
  reading.objective = tree.objectives.length - 1;
  reading.depth = depth;
  return true;
}

/** A heading may be closed with hashes. */
function withoutHashes(title: string): string {
  let end = title.length;
  while (title[end - 1] === "#") end--;
  return end < title.length && (end === 0 || title[end - 1] === " ") ? title.slice(0, end).trimEnd() : title;
}

function readLabel(line: Line, from: number, name: string, objective: Objective): boolean {
  if (/^depends/i.test(name)) {
    const { ids, strange } = dependencies(line.plain, from, line.number);
    objective.dependsOn.push(...ids);
    objective.strange.push(...strange);
    return true;
  }
  const end = line.plain.trimEnd().replace(/(?:\*\*|__)$/, "").length;
  const text = line.text.slice(from, Math.max(from, end)).trimEnd();
  objective.statuses.push({ text, start: line.start + from, line: line.number, column: from + 1 });
  return true;
}

function anchor({ number, start, text }: Line, reading: Reading): void {
  const objective = reading.objective === undefined ? undefined : reading.tree.objectives[reading.objective];
  if (objective === undefined) return;
  reading.anchored = number;
  objective.statusBelongsAt = start + text.length;
}
