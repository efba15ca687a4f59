import { type Document, isAlias, isMap, isScalar, isSeq, type Pair, type YAMLMap } from "yaml";
import { keyOf } from "./yaml.ts";

/**
 * Where a value or key stands in the text; for a missing one, where the mapping that lacks it starts.
 *
 * @returns an offset in UTF-16 units
 */
export function offsetOf(document: Document.Parsed, path: readonly PropertyKey[], side: "key" | "value"): number {
  return place(document.contents, path, side, 0);
}

function place(node: unknown, path: readonly PropertyKey[], side: "key" | "value", fallback: number): number {
  const here = startOf(node) ?? fallback;
  const [part, ...rest] = path;
  if (part === undefined) return here;
  if (isSeq(node)) return place(node.items[Number(part)], rest, side, here);
  const pair = isMap(node) ? pairsOf(node).get(String(part)) : undefined;
  if (pair === undefined) return here;
  const key = keyOf(pair).offset;
  // An empty value has no place of its own that a person would see.
  return rest.length === 0 && (side === "key" || isEmpty(pair.value)) ? key : place(pair.value, rest, side, key);
}

const known = new WeakMap<YAMLMap, Map<string, Pair>>();

/** A mapping's pairs by key: a file full of wrong keys is asked for each of them. */
function pairsOf(map: YAMLMap): Map<string, Pair> {
  const pairs = known.get(map) ?? new Map(map.items.map((pair) => [keyOf(pair).name, pair]));
  known.set(map, pairs);
  return pairs;
}

function startOf(node: unknown): number | undefined {
  return isMap(node) || isSeq(node) || isScalar(node) || isAlias(node) ? node.range?.[0] : undefined;
}

const isEmpty = (node: unknown): boolean => isScalar(node) && node.value === null && node.source === "";
