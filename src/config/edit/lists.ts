import { diffArrays } from "diff";
import { scalarText } from "../scalar.ts";
import { addEntry, dropEntry } from "./entries.ts";
import type { Layout } from "./layout.ts";
import type { Splice } from "./splice.ts";

/** One step from a list to another: an entry goes, or a new one comes in front of what stood at `at`. */
export interface Step {
  at: number;
  /** `undefined` takes the entry out. */
  add: string | undefined;
}

/**
 * The steps from one list to another, to be taken one after the other. What is new comes before what is old goes,
 * so the list is never empty in between.
 */
export function listSteps(before: readonly string[], after: readonly string[]): Step[] {
  const [added, dropped]: [Step[], Step[]] = [[], []];
  let at = 0;
  for (const { value, added: isNew, removed } of diffArrays([...before], [...after])) {
    for (const item of value) {
      if (isNew) added.push({ at, add: item });
      if (removed) dropped.unshift({ at, add: undefined });
      at += 1;
    }
  }
  return [...added, ...dropped];
}

/** Takes one step in a list that has entries. */
export function stepSplices(text: string, list: Layout, { at, add }: Step): Splice[] {
  const entry = list.entries[at];
  if (add === undefined) return entry === undefined ? [] : dropEntry(text, list, entry);
  const piece = scalarText(add);
  const behind = at === 0 ? undefined : list.entries[at - 1];
  return addEntry(text, list, behind, { piece, lines: (indent) => [`${indent}- ${piece}`] });
}
