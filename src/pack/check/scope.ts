import { literal } from "../../config/words.ts";
import { hintOf } from "../hint.ts";
import { itemOf, type Shape, shapeWords, unknown } from "./shape.ts";

/** What names mean at one place of a template: the counterpart of what Handlebars keeps while it renders. */
export interface Scope {
  /** What `this` is, and where plain names are looked up. */
  context: Shape;
  /** What `../` leads to; absent at the top of a template or partial. */
  outer: Scope | undefined;
  /** Names given by `as |name|`. */
  named: ReadonlyMap<string, Shape>;
  /** Loops around, those of an including template counted too: how far up `@index` is known. */
  loops: number;
  /** The variables of the template; `@root`. */
  root: Shape;
  /** Variables that are known in a `seed`, when this is none. */
  seedsOnly: ReadonlySet<string>;
}

/** The scope of a whole template. */
export function topScope(root: Shape, seedsOnly: ReadonlySet<string>): Scope {
  return { context: root, outer: undefined, named: new Map(), loops: 0, root, seedsOnly };
}

/** The scope of a block that makes something else of `this`. */
export function inside(scope: Scope, context: Shape, names: readonly (readonly [string, Shape])[] = []): Scope {
  return { ...scope, context, outer: scope, named: new Map([...scope.named, ...names]) };
}

/** The scope of a loop's body; its names are for the item and for its key. */
export function insideLoop(scope: Scope, items: Shape, names: readonly string[]): Scope {
  const item = itemOf(items);
  const given = [item, unknown].flatMap((shape, at) => (names[at] === undefined ? [] : [[names[at], shape] as const]));
  return { ...inside(scope, item, given), loops: scope.loops + 1 };
}

/** What a path means: its shape, or in words why it means nothing. */
export type Meaning = Shape | string;

/** Looks a path up the way Handlebars does. */
export function meaningOf(path: hbs.AST.PathExpression, scope: Scope): Meaning {
  const [first = "", ...rest] = path.parts;
  const given = path.depth === 0 && !isScoped(path) ? scope.named.get(first) : undefined;
  if (given !== undefined) return follow(given, rest, path.original);
  if (path.data && first !== "root") return loopMeaning(path, scope);
  const place = path.data ? scope : climb(scope, path.depth);
  if (place === undefined) return `${literal(path.original)} leads out of the template`;
  const [from, parts] = path.data ? [scope.root, rest] : [place.context, path.parts];
  const found = follow(from, parts, path.original);
  const [name] = parts;
  const isThere = typeof found !== "string" || name === undefined || fieldOf(from, name) !== undefined;
  return isThere ? found : (elsewhere(name, path, place) ?? found);
}

// Handlebars' own notion of a path that is not a plain name.
const isScoped = ({ original }: hbs.AST.PathExpression): boolean => /^\.|this\b/.test(original);

const loopData = ["index", "key", "first", "last"];

function loopMeaning({ depth, original, parts }: hbs.AST.PathExpression, { loops }: Scope): Meaning {
  const name = parts.join(".");
  if (!loopData.includes(name)) return unknownWords(original, "@", name, [...loopData, "root"]);
  if (loops <= depth) return `${literal(original)} has ${loops === 0 ? "no" : "too few"} \`{{#each}}\` around it`;
  return name === "first" || name === "last" ? { kind: "boolean" } : unknown;
}

function climb(scope: Scope | undefined, depth: number): Scope | undefined {
  return scope === undefined || depth === 0 ? scope : climb(scope.outer, depth - 1);
}

function follow(from: Shape, parts: readonly string[], original: string): Meaning {
  const [part, ...rest] = parts;
  if (part === undefined || from.kind === "unknown") return from;
  const next = fieldOf(from, part);
  if (next !== undefined) return follow(next, rest, original);
  const before = original.slice(0, original.length - parts.join(".").length);
  if (from.kind === "record") return unknownWords(original, before, part, [...from.fields.keys()]);
  const owner = before.replace(/[./]$/, "") || "this";
  const hint = from.kind === "list" ? ", go through it with `{{#each}}`" : "";
  return `unknown variable ${literal(original)}; ${literal(owner)} is ${shapeWords(from)}${hint}`;
}

function fieldOf(shape: Shape, name: string): Shape | undefined {
  if (shape.kind === "record") return shape.fields.get(name);
  if (shape.kind === "list" && /^\d+$/.test(name)) return shape.item;
  const hasLength = shape.kind === "list" || shape.kind === "text";
  return hasLength && name === "length" ? { kind: "number" } : undefined;
}

const unknownWords = (original: string, before: string, name: string, known: readonly string[]): string =>
  `unknown variable ${literal(original)}; ${hintOf(name, known, (each) => before + each)}`;

/** Where else the name stands: in seeds only, around this block, or at the top of the including template. */
function elsewhere(name: string, { original, depth, data, parts }: hbs.AST.PathExpression, scope: Scope) {
  if (scope.seedsOnly.has(name)) return `${literal(original)} is for seeds only (\`mode: seed\`)`;
  if (data) return undefined;
  const has = (shape: Shape) => shape.kind === "record" && shape.fields.has(name);
  const up = stepsOut(scope).findIndex(({ context }) => has(context));
  const path = parts.join(".");
  if (up > 0) {
    return `unknown variable ${literal(original)} in this block; around it is \`${"../".repeat(depth + up)}${path}\``;
  }
  return has(scope.root)
    ? `unknown variable ${literal(original)} here; the template's own is \`@root.${path}\``
    : undefined;
}

const stepsOut = (scope: Scope): Scope[] => [scope, ...(scope.outer === undefined ? [] : stepsOut(scope.outer))];
