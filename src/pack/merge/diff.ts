import { diffArrays } from "diff/lib/diff/array.js";
import { anchors, type Pair } from "./anchors.ts";
import { compact } from "./compact.ts";

/** One change: the lines `start…end` of the base became the lines `sideStart…sideEnd`; ends are exclusive, counts from 0. */
export interface Change {
  start: number;
  end: number;
  sideStart: number;
  sideEnd: number;
}

/** Edits after which the search for a shortest script gives up; its cost grows with the square of this. */
const MAX_EDITS = 500;

/**
 * The changes that turn `base` into `side`, in order, with at least one common line between two of them.
 *
 * A shortest edit script (Myers), except when more than `MAX_EDITS` edits are needed: then only what surrounds the lines
 * that stand once in both is taken as common. Those changes are larger than they need be, but just as true.
 */
export function changes(base: readonly string[], side: readonly string[]): Change[] {
  const [a, b] = intern(base, side);
  const head = commonHead(a, b);
  const tail = commonTail(a, b, head);
  const changedA = new Uint8Array(a.length + 1);
  const changedB = new Uint8Array(b.length + 1);
  changedA.fill(1, head, a.length - tail);
  changedB.fill(1, head, b.length - tail);
  unmarkCommon(a, b, changedA, changedB);
  compact(a, changedA, b, changedB);
  compact(b, changedB, a, changedA);
  return toChanges(changedA, changedB, a.length, b.length);
}

/** Equal lines become equal numbers: comparing is cheap, and no line can be mistaken for an object's key. */
function intern(base: readonly string[], side: readonly string[]): [number[], number[]] {
  const ids = new Map<string, number>();
  const idOf = (line: string): number => {
    const known = ids.get(line);
    if (known !== undefined) return known;
    ids.set(line, ids.size);
    return ids.size - 1;
  };
  return [base.map(idOf), side.map(idOf)];
}

function commonHead(a: readonly number[], b: readonly number[]): number {
  const limit = Math.min(a.length, b.length);
  let head = 0;
  while (head < limit && a[head] === b[head]) head++;
  return head;
}

function commonTail(a: readonly number[], b: readonly number[], head: number): number {
  const limit = Math.min(a.length, b.length) - head;
  let tail = 0;
  while (tail < limit && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return tail;
}

/**
 * Clears the mark of every line that the two marked parts have in common, in order.
 *
 * Lines that the other side does not have at all can be in no common subsequence, so they are left out of the
 * search: two files without a line in common cost nothing.
 */
function unmarkCommon(a: number[], b: number[], changedA: Uint8Array, changedB: Uint8Array): void {
  const candidatesA = markedIn(a, changedA, idsAt(b, changedB));
  const candidatesB = markedIn(b, changedB, idsAt(a, changedA));
  const idsA = candidatesA.map((at) => a[at] ?? -1);
  const idsB = candidatesB.map((at) => b[at] ?? -1);
  for (const [atA, atB] of shortestScript(idsA, idsB) ?? anchors(idsA, idsB)) {
    changedA[candidatesA[atA] ?? a.length] = 0;
    changedB[candidatesB[atB] ?? b.length] = 0;
  }
}

/** The common elements of a shortest script, or `undefined` when it would be longer than `MAX_EDITS`. */
function shortestScript(a: number[], b: number[]): Pair[] | undefined {
  const parts = diffArrays(a, b, { maxEditLength: MAX_EDITS });
  const pairs: Pair[] = [];
  let [atA, atB] = [0, 0];
  for (const part of parts ?? []) {
    const isCommon = !part.added && !part.removed;
    if (isCommon) for (let n = 0; n < part.count; n++) pairs.push([atA + n, atB + n]);
    if (!part.added) atA += part.count;
    if (!part.removed) atB += part.count;
  }
  return parts && pairs;
}

function idsAt(ids: number[], changed: Uint8Array): Set<number> {
  const found = new Set<number>();
  for (let at = 0; at < ids.length; at++) if (changed[at]) found.add(ids[at] ?? -1);
  return found;
}

/** The places of marked lines that the other side has as well. */
function markedIn(ids: number[], changed: Uint8Array, others: Set<number>): number[] {
  const found: number[] = [];
  for (let at = 0; at < ids.length; at++) if (changed[at] && others.has(ids[at] ?? -1)) found.push(at);
  return found;
}

function toChanges(changedA: Uint8Array, changedB: Uint8Array, lengthA: number, lengthB: number): Change[] {
  const found: Change[] = [];
  let [a, b] = [0, 0];
  while (a < lengthA || b < lengthB) {
    const [start, sideStart] = [a, b];
    while (changedA[a]) a++;
    while (changedB[b]) b++;
    if (a > start || b > sideStart) found.push({ start, end: a, sideStart, sideEnd: b });
    else [a, b] = [a + 1, b + 1];
  }
  return found;
}
