/** A value as it can stand in `config.yml`. */
export type Value = string | number | boolean | readonly string[];

/** A value, or values by name; what is `undefined` is left out. */
export type Tree = Value | { readonly [key: string]: Tree | undefined };

// Letters first, so neither number, date, sign nor indicator; the rest has no meaning in the middle of block or flow YAML.
const plainText = /^(?:[A-Za-z_]|\.[A-Za-z_/])[\w./@+=&|<>$()*!%;:^~'"\\-]*(?: [\w./@+=&|<>$()*!%;:^~'"\\-]+)*$/;
// What YAML 1.1 or 1.2 reads as something other than text.
const notText = /^(?:y|n|yes|no|on|off|true|false|null|\.inf|\.nan)$/i;
// Raw, these are line breaks to some readers, invisible, or change the direction of what follows.
const escaped = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]/g;

/** How text was quoted. */
export type Quote = "'" | '"';

/**
 * Text as a YAML scalar on one line that every reader and formatter takes for the same text.
 *
 * @param quote the quotes to keep where formatters would; without it plain where that is safe
 */
export function scalarText(text: string, quote?: Quote): string {
  if (quote === undefined && isPlain(text)) return text;
  const double = JSON.stringify(text).replace(escaped, escapeUnicode);
  const needsEscapes = /\\[^"]/.test(double);
  if (needsEscapes) return double;
  const wantsSingle = text.includes('"') || (quote === "'" && !text.includes("'"));
  return wantsSingle ? `'${text.replaceAll("'", "''")}'` : double;
}

function isPlain(text: string): boolean {
  return plainText.test(text) && !/:(?: |$)/.test(text) && !notText.test(text);
}

const escapeUnicode = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A value on one line; a list comes out as `[a, b]`. */
export function flowText(value: Value, quote?: Quote): string {
  if (typeof value === "string") return scalarText(value, quote);
  if (typeof value === "object") return `[${value.map((item) => scalarText(item)).join(", ")}]`;
  return Object.is(value, -0) ? "-0" : String(value);
}

const isValue = (tree: Tree): tree is Value => typeof tree !== "object" || Array.isArray(tree);

/** A value or a group of values on one line; a group comes out as `{ a: 1, b: 2 }`. */
export function flowEntry(tree: Tree, quote?: Quote): string {
  if (isValue(tree)) return flowText(tree, quote);
  const pieces = Object.entries(tree).flatMap(([key, inner]) =>
    inner === undefined ? [] : [`${key}: ${flowEntry(inner)}`],
  );
  return pieces.length === 0 ? "{}" : `{ ${pieces.join(", ")} }`;
}

/**
 * A key with its value as lines: lists that are not empty one item a line, everything else on the key's line.
 *
 * @param indent what stands before the key
 */
export function entryLines(key: string, tree: Tree, indent: string): string[] {
  if (typeof tree !== "object") return [`${indent}${key}: ${flowText(tree)}`];
  const deeper = `${indent}  `;
  const lines = isValue(tree)
    ? tree.map((item) => `${deeper}- ${scalarText(item)}`)
    : Object.entries(tree).flatMap(([name, inner]) => (inner === undefined ? [] : entryLines(name, inner, deeper)));
  if (lines.length === 0) return [`${indent}${key}: ${isValue(tree) ? "[]" : "{}"}`];
  return [`${indent}${key}:`, ...lines];
}
