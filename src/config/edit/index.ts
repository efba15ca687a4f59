import { isDeepStrictEqual } from "node:util";
import { Failure } from "../../ui/failure.ts";
import { flatten, nest } from "../answers.ts";
import { entryLines, type Tree, type Value } from "../scalar.ts";
import { readYaml } from "../yaml.ts";
import { addKey } from "./additions.ts";
import { dropEntry } from "./entries.ts";
import { type Entry, type Layout, layoutOf } from "./layout.ts";
import { listSteps, stepSplices } from "./lists.ts";
import { insertLines, type Splice, splice } from "./splice.ts";
import { replaceValue } from "./values.ts";

/** New values by dotted keys; `undefined` takes a key out. */
export type Changes = Record<string, unknown>;

const file = "planning/config.yml";

/**
 * Changes single keys in the text of `planning/config.yml`. Only their own lines change: comments, order, blank lines,
 * quotes, indents and line endings stay, and values that are already there leave the text as it is, byte for byte.
 *
 * @param text valid YAML
 * @returns the new text, which is checked to say what it should
 * @throws Failure `config-invalid` for YAML that cannot be read, `config-uneditable` for a layout that would not survive
 */
export function editConfig(text: string, changes: Changes): string {
  if (Object.keys(changes).length === 0) return text;
  const mark = text.startsWith("\ufeff") ? "\ufeff" : "";
  const before = text.slice(mark.length);
  const data = flatten(dataOf(before));
  const wanted = Object.entries(changes).filter(([key, value]) => !isDeepStrictEqual(data[key], value));
  const after = wanted.reduce((result, [key, value]) => changeKey(result, key.split("."), value), before);
  if (!says(after, { ...data, ...changes })) {
    throw new Failure("config-uneditable", { keys: wanted.map(([key]) => key) });
  }
  return mark + after;
}

const dataOf = (text: string): object => (readYaml(text, file).data ?? {}) as object;

function says(text: string, wanted: Changes): boolean {
  try {
    return isDeepStrictEqual(nest(flatten(dataOf(text))), nest(wanted));
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}

function rootOf(text: string): Layout | undefined {
  return layoutOf(readYaml(text, file).document.contents, text);
}

function changeKey(text: string, path: readonly string[], value: unknown): string {
  const root = rootOf(text);
  if (value === undefined) return root === undefined ? text : splice(text, ...removal(text, root, path));
  if (root !== undefined) return assign(text, root, path, value as Value, []);
  const [key = "", ...rest] = path;
  return splice(text, insertLines(text, text.length, entryLines(key, below(rest, value as Value), "")));
}

/** The value itself, or the group that holds it. */
function below([name]: readonly string[], value: Value): Tree {
  return name === undefined ? value : { [name]: value };
}

const find = (holder: Layout, key: string): Entry | undefined => holder.entries.find((entry) => entry.key === key);

function removal(text: string, holder: Layout, [key = "", ...rest]: readonly string[]): Splice[] {
  const entry = find(holder, key);
  if (entry === undefined) return [];
  if (rest.length === 0) return dropEntry(text, holder, entry);
  const inner = entry.value;
  if (inner === undefined || find(inner, rest[0] ?? "") === undefined) return [];
  const canBeEmpty = inner.entries.length > 1 || spansLines(text, inner);
  return canBeEmpty ? removal(text, inner, rest) : replaceValue(text, holder, entry, {});
}

/** @param above the keys that lead to the holder */
function assign(text: string, holder: Layout, path: readonly string[], value: Value, above: readonly string[]): string {
  const [key = "", ...rest] = path;
  const entry = find(holder, key);
  const tree = below(rest, value);
  if (entry === undefined) return splice(text, ...addKey(text, holder, [...above, key], tree));
  const inner = entry.value;
  if (rest.length > 0 && inner !== undefined && (inner.entries.length > 0 || spansLines(text, inner))) {
    return assign(text, inner, rest, value, [...above, key]);
  }
  const old = inner?.entries.map((each) => each.value?.data);
  if (inner !== undefined && isTexts(old) && isTexts(value)) {
    const bothFilled = old.length > 0 && value.length > 0;
    if (bothFilled || spansLines(text, inner)) return changeList(text, [...above, key], old, value);
  }
  return splice(text, ...replaceValue(text, holder, entry, tree));
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");

/** Whether there may be comments between the brackets. */
const spansLines = (text: string, { style, start, end }: Layout): boolean =>
  style === "inline" && text.slice(start, end).includes("\n");

/** Each step moves what comes behind it, so the text is read again. */
function changeList(
  text: string,
  path: readonly string[],
  before: readonly string[],
  after: readonly string[],
): string {
  return listSteps(before, after).reduce((result, step) => {
    const list = path.reduce<Layout | undefined>((holder, key) => holder && find(holder, key)?.value, rootOf(result));
    return list === undefined ? result : splice(result, ...stepSplices(result, list, step));
  }, text);
}
