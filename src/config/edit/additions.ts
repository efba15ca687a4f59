import * as z from "zod/mini";
import { schemaAt } from "../keys.ts";
import { entryLines, flowEntry, type Tree } from "../scalar.ts";
import { configSchema } from "../schema.ts";
import { addEntry } from "./entries.ts";
import type { Entry, Layout } from "./layout.ts";
import { insertLines, nextLine, type Splice } from "./splice.ts";

/**
 * Adds a key where a reader would look for it: below the comment that keeps its place, else in the order of the schema.
 *
 * @param holder the map that lacks it
 * @param path all its keys from the top
 */
export function addKey(text: string, holder: Layout, path: readonly string[], value: Tree): Splice[] {
  const key = path.at(-1) ?? "";
  const place = path.length === 1 && holder.style === "lines" ? new RegExp(`^# ?${key}:`, "m").exec(text) : null;
  if (place !== null) return [insertLines(text, nextLine(text, place.index), entryLines(key, value, ""))];
  const entry = { lines: (indent: string) => entryLines(key, value, indent), piece: `${key}: ${flowEntry(value)}` };
  return addEntry(text, holder, neighbour(holder, path), entry);
}

/** The entry that a new one follows: the last of those that the schema has before it, else the last of all. */
function neighbour({ entries }: Layout, path: readonly string[]): Entry | undefined {
  const order = orderAt(path);
  const earlier = order.slice(0, Math.max(0, order.indexOf(path.at(-1) ?? "")));
  return entries.findLast(({ key }) => earlier.includes(key ?? "")) ?? entries.at(-1);
}

/** The names beside a key, in the order of the schema; those below `vars` have none. */
function orderAt(path: readonly string[]): string[] {
  if (path.length === 1) return Object.keys(configSchema.shape);
  const group = schemaAt(path.slice(0, 1));
  return group instanceof z.ZodMiniObject ? Object.keys(group.shape) : [];
}
