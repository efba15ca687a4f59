import { type Splice, splice } from "../../config/edit/splice.ts";
import { said } from "../documents/markdown.ts";
import { parseTree } from "../tree/parse/index.ts";
import { eachLine, type Line } from "../tree/parse/lines.ts";
import type { Item, Tree } from "../tree/types.ts";

/** Lines of a tree by their numbers; only those that are asked for. */
export function linesAt(text: string, numbers: ReadonlySet<number>): Map<number, Line> {
  const found = new Map<number, Line>();
  eachLine(text, (line) => {
    if (numbers.has(line.number)) found.set(line.number, line);
  });
  return found;
}

/** Where the visible part of a line ends: behind it there may be blanks and comments. */
export const endOf = ({ start, plain }: Line): number => start + plain.trimEnd().length;

/** The first open item of each id, by id in lower case. */
export function openItems({ items }: Tree): Map<string, Item> {
  const found = new Map<string, Item>();
  for (const item of items) {
    const [id, other] = item.ids;
    if (id === undefined || other !== undefined || item.mark === "done") continue;
    const known = found.get(id.key);
    // A line with a mark is the one that the mark is changed in.
    if (known === undefined || (known.stuck === undefined && item.stuck !== undefined)) found.set(id.key, item);
  }
  return found;
}

/** What the program writes into marks; any other reason is a person's, and stays. */
const ownWords = /^(?:(?:BOUNCED \d+x|LABEL_CHURN \d+x|ESCALATED|SPLIT)(?:, )?)*$/;

/** Puts `⚠ stuck: …` behind an item, or brings the program's own mark up to date. */
export function markSplices(item: Item, line: Line, mark: string): Splice[] {
  if (item.stuck === undefined) return [{ start: endOf(line), end: endOf(line), text: ` ⚠ stuck: ${mark}` }];
  const { text, column } = item.stuck;
  if (text === mark || !ownWords.test(text)) return [];
  const from = line.text.indexOf(text === "" ? "stuck" : text, column - 1);
  if (from < 0) return [];
  const start = line.start + from;
  return text === ""
    ? [{ start: start + "stuck".length, end: start + "stuck".length, text: `: ${mark}` }]
    : [{ start, end: start + text.length, text: mark }];
}

/**
 * The tree with marks, all other bytes as they were.
 *
 * @param marks by id, in lower case
 * @returns the ids that were changed
 */
export function writeMarks(tree: Tree, marks: ReadonlyMap<string, string>): { text: string; changed: string[] } {
  const items = [...openItems(tree)].filter(
    ([key, item]) => marks.has(key) && !/\bSPLIT\b/.test(item.stuck?.text ?? ""),
  );
  const lines = linesAt(tree.text, new Set(items.map(([, { line }]) => line)));
  const edits = items.flatMap(([key, item]) => {
    const line = lines.get(item.line);
    const splices = line === undefined ? [] : markSplices(item, line, marks.get(key) ?? "");
    return splices.length > 0 && isTaken(tree, splices, item, marks.get(key) ?? "") ? [{ key, splices }] : [];
  });
  return { text: splice(tree.text, ...edits.flatMap(({ splices }) => splices)), changed: edits.map(({ key }) => key) };
}

/** Whether the mark is read back as it was meant, and nothing else of the line has changed its meaning. */
function isTaken({ text }: Tree, splices: readonly Splice[], item: Item, mark: string): boolean {
  const [one] = splices;
  if (one === undefined) return false;
  const from = text.lastIndexOf("\n", one.start - 1) + 1;
  const next = text.indexOf("\n", one.start);
  const line = text.slice(from, next < 0 ? text.length : next);
  const edited = splice(line, ...splices.map((each) => ({ ...each, start: each.start - from, end: each.end - from })));
  const [now] = parseTree(edited).items;
  const gist = ({ ids, dependsOn, vault, text: words }: Item) =>
    JSON.stringify([ids.map(({ key }) => key), dependsOn.map(({ key }) => key), vault?.path, said(words)]);
  return now?.stuck?.text === mark && gist(now) === gist(item);
}
