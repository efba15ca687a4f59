import { splice } from "../../config/edit/splice.ts";
import { literal } from "../../config/words.ts";
import { slugOf } from "../../runs/names.ts";
import { titleKey, wordsOf } from "../documents/slug.ts";
import { buildGraph } from "../tree/graph/build.ts";
import { parseTree } from "../tree/parse/index.ts";
import { type Judged, judge } from "../tree/select.ts";
import type { Item } from "../tree/types.ts";
import { endOf, linesAt, markSplices, openItems } from "./edit.ts";

/** A split that was made, or why it was not. */
export type Split = { ok: true; text: string; ids: string[] } | { ok: false; why: string };

/** Smaller things than one, and few enough to keep in mind. */
export const fewest = 2;
export const mostParts = 5;

const no = (why: string): Split => ({ ok: false, why });

/**
 * Splits what is stuck: its parts get lines and ids of their own before it, and it depends on them; it is never filed again itself.
 * All other bytes stay.
 *
 * @param id as it was written
 * @param parts what each part says
 * @param mark the reasons for being stuck, where the tree has none yet
 */
export function splitItem(judged: Judged, id: string, parts: readonly string[], mark: string): Split {
  const { tree } = judged.graph;
  const item = openItems(tree).get(id.toLowerCase());
  if (item === undefined) return no(`no open line of the tree is about ${literal(id)} alone`);
  const reasons = item.stuck?.text ?? mark;
  if (item.stuck === undefined && mark === "") return no(`${literal(id)} is not stuck`);
  if (/\bSPLIT\b/.test(reasons)) return no(`${literal(id)} is split already`);
  const bad = unfit(judged, parts);
  if (bad !== undefined) return no(bad);
  const ids = newIds(judged, id, parts);
  const text = edited(
    tree.text,
    item,
    parts.map((part, index) => ({ part, id: ids[index] ?? "" })),
    reasons,
  );
  return isAsMeant(judged, text, id, parts, ids)
    ? { ok: true, text, ids }
    : no("the parts would be read as something else: leave ids, marks, code and comments out of their words");
}

function unfit({ graph: { tree } }: Judged, parts: readonly string[]): string | undefined {
  if (parts.length < fewest || parts.length > mostParts) {
    return `${parts.length} ${parts.length === 1 ? "part is" : "parts are"} not ${fewest} to ${mostParts}`;
  }
  const known = new Map<string, string>();
  for (const { text, line } of tree.items) known.set(titleKey(text), `line ${line} says that`);
  for (const part of parts) {
    if (wordsOf(part).length === 0) return "a part says nothing";
    if (part.length > 200) return `${literal(part)} is longer than 200 characters`;
    const other = known.get(titleKey(part));
    if (other !== undefined) return `${literal(part)}: ${other} already`;
    known.set(titleKey(part), "another part says that");
  }
  return undefined;
}

function newIds({ graph }: Judged, id: string, parts: readonly string[]): string[] {
  const taken = new Set(graph.byId.keys());
  return parts.map((part) => {
    const base = slugOf(part) || `${slugOf(id) || "part"}-part`;
    for (let nth = 1; ; nth++) {
      const name = `@${base}${nth === 1 ? "" : `-${nth}`}`;
      if (taken.size < taken.add(name).size) return name;
    }
  });
}

function edited(text: string, item: Item, parts: readonly { part: string; id: string }[], reasons: string): string {
  const line = linesAt(text, new Set([item.line])).get(item.line);
  if (line === undefined) return text;
  const ending = /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
  const bullet = line.text.slice(0, item.column - 1);
  const dash = /[-*+]/.test(bullet) ? bullet : bullet.replace(/\S+/, "-");
  const rows = parts.map(({ part, id }) => `${dash}[ ] ${part} (${id})${ending}`).join("");
  const mark = reasons === "" ? "SPLIT" : `${reasons}, SPLIT`;
  // A person's reason stays; the word is put behind it.
  const stuck = item.stuck;
  const from = stuck === undefined || stuck.text === "" ? -1 : line.text.indexOf(stuck.text, stuck.column - 1);
  const marks =
    stuck !== undefined && from >= 0
      ? [{ start: line.start + from, end: line.start + from + stuck.text.length, text: mark }]
      : markSplices(item, line, mark);
  const depends = ` — depends on ${parts.map(({ id }) => id).join(", ")}`;
  const end = endOf(line);
  const atEnd = marks.filter(({ start, end: last }) => start === end && last === end);
  const others = marks.filter((each) => !atEnd.includes(each));
  const tail = { start: end, end, text: `${atEnd.map((each) => each.text).join("")}${depends}` };
  return splice(text, { start: line.start, end: line.start, text: rows }, ...others, tail);
}

/** Whether the tree is read as it was meant: the parts stand there, the item waits for them, all else is as it was. */
function isAsMeant(
  before: Judged,
  text: string,
  id: string,
  parts: readonly string[],
  ids: readonly string[],
): boolean {
  const now = judge(buildGraph(parseTree(text)));
  const { tree } = now.graph;
  const count = before.graph.tree.items.length;
  if (tree.items.length !== count + parts.length || now.cycles.length > before.cycles.length) return false;
  const items = openItems(tree);
  const waits = new Set(items.get(id.toLowerCase())?.dependsOn.map(({ key }) => key));
  return ids.every((each, index) => {
    const item = items.get(each.toLowerCase());
    return (
      item !== undefined && item.text === parts[index] && item.dependsOn.length === 0 && waits.has(each.toLowerCase())
    );
  });
}
