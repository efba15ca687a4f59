import { literal } from "../../config/words.ts";
import { hintOf } from "../hint.ts";
import { isSingle, type Shape, shapeWords } from "./shape.ts";

/** A value that a tag gives to a helper. */
export interface Argument {
  /** As the template has it. */
  written: string;
  shape: Shape;
  /** Whether it is `this`. */
  isThis?: boolean;
  /** Its value, where the template says it itself. */
  literal?: string | number | boolean | null | undefined;
}

/** How a helper may be used. */
export interface HelperRule {
  /** `{{#name …}}`, or `{{name …}}`. */
  block: boolean;
  /** How many values it takes. */
  takes: number;
  /** Names of `name=value`. */
  options?: readonly string[];
  /** How many names `as |a b|` may give. */
  names?: number;
  /** What is wrong with the values, in words. */
  objection?: (values: readonly Argument[]) => string | undefined;
}

/** Everything that a tag may call; see docs/packs.md. */
export const helperRules: Readonly<Record<string, HelperRule>> = {
  text: { block: false, takes: 1, objection: ([value]) => notSingle(value) },
  code: { block: false, takes: 1, objection: ([value]) => notSingle(value) },
  yaml: { block: false, takes: 1, objection: ([value]) => notFlat(value) },
  json: { block: false, takes: 1 },
  eq: { block: true, takes: 2, objection: ([a, b]) => neverEqual(a, b) ?? neverEqual(b, a) },
  has: { block: true, takes: 2, objection: ([list, value]) => neverIn(list, value) },
  if: { block: true, takes: 1, options: ["includeZero"] },
  unless: { block: true, takes: 1, options: ["includeZero"] },
  each: { block: true, takes: 1, names: 2, objection: ([value]) => notMany(value) },
  with: { block: true, takes: 1, names: 1 },
};

/** Why a value cannot be written as it is. */
export function notSingle(value: Argument | undefined): string | undefined {
  if (value === undefined || isSingle(value.shape)) return undefined;
  return `${literal(value.written)} is ${shapeWords(value.shape)}, expected one value`;
}

function notFlat(value: Argument | undefined): string | undefined {
  if (value?.shape.kind !== "list") return notSingle(value);
  return isSingle(value.shape.item)
    ? undefined
    : `${literal(value.written)} is a list of groups, expected plain values`;
}

function notMany(value: Argument | undefined): string | undefined {
  if (value === undefined || value.shape.kind === "unknown" || !isSingle(value.shape)) return undefined;
  return `${literal(value.written)} is ${shapeWords(value.shape)}, expected a list`;
}

/** Why a value never equals what the template compares it with. */
function neverEqual(value: Argument | undefined, other: Argument | undefined): string | undefined {
  if (value === undefined || value.literal !== undefined || other?.literal === undefined) return undefined;
  const { shape, written } = value;
  if (shape.kind === "list") return `${literal(written)} is a list, ask with \`{{#has ${written} …}}\``;
  if (shape.kind === "record") return notSingle(value);
  return misses(written, shape, other);
}

function neverIn(list: Argument | undefined, value: Argument | undefined): string | undefined {
  if (list === undefined || value === undefined || list.shape.kind === "unknown") return undefined;
  if (list.shape.kind !== "list") return `${literal(list.written)} is ${shapeWords(list.shape)}, expected a list`;
  const { item } = list.shape;
  const compared = item.kind === "record" ? item.fields.get("id") : item;
  return compared === undefined ? undefined : misses(list.written, compared, value);
}

/** Why something of this shape is never what the template says. */
function misses(written: string, shape: Shape, { literal: said, written: as }: Argument): string | undefined {
  if (said === undefined || shape.kind === "unknown") return undefined;
  const kind = typeof said === "string" ? "text" : typeof said;
  if (kind !== shape.kind) return `${literal(written)} is ${shapeWords(shape)}, never ${as}`;
  if (shape.kind !== "text" || shape.values === undefined || shape.values.includes(String(said))) return undefined;
  return `${literal(written)} is never ${as}; ${hintOf(String(said), shape.values)}`;
}
