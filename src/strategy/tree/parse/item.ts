import type { Id, Item, Mark, Span, Vault } from "../types.ts";
import { type Cut, idList, parenthesised } from "./ids.ts";
import type { Line } from "./lines.ts";

const box = /^([ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]*)\[([^\][]{0,3})\](?![([:])[ \t]*/;
const vaultMark = /(?:⏳\uFE0F?\s*)?\bblocked-on-vault\b(?:\s*\(([^()]*)\))?/iu;
const stuckMark =
  /(?:⚠\uFE0F?\s*(?=stuck\b|escalated\b|bounced\b|label[_ -]?churn\b)|[—–-]\s?(?=stuck:))([^⏳]*?)(?=[—–-]\s?depends\b|⏳|\([#@]|$)/iu;
const dependsMark = /\bdepends[ -]on\b:?\s*/giu;
// Most lines have none of these, and need not be searched for each.
const mayBeMarked = /vault|stuck|[⏳⚠]/i;
const none: readonly Cut[] = [];
const unmarked = { mark: undefined, cuts: none };
const dash = /—|–|--|\s-\s/;

/** Reads a line with a box; `undefined` where there is none. */
export function parseItem({ number, text, plain }: Line, objective: number | undefined): Item | undefined {
  const match = box.exec(plain);
  if (match === null) return undefined;
  const [whole, bullet = "", inner = ""] = match;
  const from = whole.length;
  const isMarked = mayBeMarked.test(plain);
  const vault = isMarked ? vaultIn(plain, from, number) : unmarked;
  const stuck = isMarked ? stuckIn(plain, from, number) : unmarked;
  const depends = dependsIn(plain, from, number);
  const cuts = isMarked ? [...vault.cuts, ...stuck.cuts, ...depends.cuts] : depends.cuts;
  const own = idsOf(plain, from, cuts, number);
  return {
    objective,
    line: number,
    column: bullet.length + 1,
    mark: markOf(inner, bullet),
    box: inner === " " ? "[ ]" : `[${inner}]`,
    text: worded(text, from, [...cuts, ...own.spans]),
    ids: own.ids,
    dependsOn: depends.ids,
    vault: vault.mark,
    stuck: stuck.mark,
  };
}

function markOf(inner: string, bullet: string): Mark {
  if (!/[ \t]$/.test(bullet)) return "wrong";
  if (inner === " ") return "open";
  return inner === "x" || inner === "X" ? "done" : "wrong";
}

function vaultIn(plain: string, from: number, line: number): { mark: Vault | undefined; cuts: readonly Cut[] } {
  const match = vaultMark.exec(plain.slice(from));
  if (match === null) return unmarked;
  const start = from + match.index;
  const path = match[1]?.trim();
  const column = path ? plain.indexOf(path, start) + 1 : start + 1;
  return { mark: { line, column, path: path || undefined }, cuts: [{ start, end: start + match[0].length }] };
}

function stuckIn(plain: string, from: number, line: number): { mark: Span | undefined; cuts: readonly Cut[] } {
  const match = stuckMark.exec(plain.slice(from));
  if (match === null) return unmarked;
  const start = from + match.index;
  const text = trimmed((match[1] ?? "").replace(/^stuck\b:?/i, ""));
  return { mark: { line, column: start + 1, text }, cuts: [{ start, end: start + match[0].length }] };
}

/** Every `— depends on id, id`; without a dash before it, it is prose. */
function dependsIn(plain: string, from: number, line: number): { ids: Id[]; cuts: readonly Cut[] } {
  // Most lines have none.
  if (!/depends/i.test(plain)) return { ids: [], cuts: none };
  const firstDash = plain.slice(from).search(dash);
  const ids: Id[] = [];
  const cuts: Cut[] = [];
  dependsMark.lastIndex = firstDash < 0 ? plain.length : from + firstDash;
  for (let match = dependsMark.exec(plain); match !== null; match = dependsMark.exec(plain)) {
    const list = idList(plain, dependsMark.lastIndex, line);
    if (list.ids.length === 0) continue;
    for (const id of list.ids) ids.push(id);
    cuts.push({ start: match.index, end: list.end });
  }
  return { ids, cuts };
}

/** The ids of the item itself: those before its marks, or where there are none, those after them. */
function idsOf(plain: string, from: number, cuts: readonly Cut[], line: number) {
  const head = cuts.reduce((first, { start }) => Math.min(first, start), plain.length);
  const before = parenthesised(plain, from, head, line);
  if (before.ids.length > 0 || cuts.length === 0) return before;
  return parenthesised(pieces(plain, 0, cuts, true), from, plain.length, line);
}

/** What is left of a line from `from` on without its cuts, each of which may be blanked out so that columns hold. */
function pieces(text: string, from: number, cuts: readonly Cut[], blanks: boolean): string {
  const sorted = cuts.length < 2 ? cuts : [...cuts].sort((a, b) => a.start - b.start);
  let [rest, at] = ["", from];
  for (const { start, end } of sorted) {
    if (end <= at) continue;
    rest += text.slice(at, Math.max(at, start));
    if (blanks) rest += " ".repeat(end - Math.max(at, start));
    at = end;
  }
  return rest + text.slice(at);
}

/** What an item says, without its cuts and the dashes and commas that led to them. */
function worded(text: string, from: number, cuts: readonly Cut[]): string {
  const said = trimmed(pieces(text, from, cuts, false));
  return said.includes("  ") ? said.replace(/ {2,}/g, " ") : said;
}

/** A loop, because a regular expression is quadratic on long runs. */
function trimmed(text: string): string {
  let end = text.length;
  while (end > 0 && " \t—–,;-".includes(text.charAt(end - 1))) end--;
  return text.slice(0, end).trim();
}
