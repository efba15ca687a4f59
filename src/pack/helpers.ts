import type { HelperOptions } from "handlebars";

/** Collapses a value to one line: a value never begins a new block of the document it is put into. */
const oneLine = (value: unknown): string =>
  String(value ?? "")
    .replace(/\s*[\r\n\u2028\u2029\u0085\v\f]+\s*/g, " ")
    .trim();

/**
 * The value as literal markdown text on one line: characters that markdown, GFM or HTML would read as syntax are escaped.
 * Line-start syntax (`1.`, `+`, `-`, `#`) is escaped too, because a template may put a value first.
 */
export function markdownText(value: unknown): string {
  return oneLine(value)
    .replace(/[\\`*_[\]<>#|~!&$^{}]/g, (character) =>
      character === "{" || character === "}" ? character : `\\${character}`,
    )
    .replace(/^(\d+)([.)])/, "$1\\$2")
    .replace(/^[-+=]/, "\\$&");
}

/** The value as an inline code span on one line, with as many backticks as it needs. Empty values give an empty string. */
export function markdownCode(value: unknown): string {
  const text = oneLine(value);
  if (text === "") return "";
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = "`".repeat(longest + 1);
  const pad = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${pad}${text}${pad}${fence}`;
}

const plainScalar = /^[A-Za-z_./@][\w ./@+=,~^-]*$/;
// What YAML 1.1 or 1.2 would read as something other than a string.
const notAString = /^(y|n|yes|no|true|false|on|off|null|~|\.inf|\.nan|_+)$/i;

/** The value as YAML on one line: plain where that is safe, else double-quoted; lists in flow style. */
export function yamlValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(yamlValue).join(", ")}]`;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = String(value ?? "");
  const plain = plainScalar.test(text) && !notAString.test(text) && !/\s$|, /.test(text) && !text.includes(",");
  return plain ? text : JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, escapeUnicode);
}

/** The value as JSON on one line. */
export const jsonValue = (value: unknown): string => JSON.stringify(value ?? null);

const escapeUnicode = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Helpers that templates may use; each takes its values and Handlebars' options last. */
export const helpers = {
  text: (value: unknown) => markdownText(value),
  code: (value: unknown) => markdownCode(value),
  yaml: (value: unknown) => yamlValue(value),
  json: (value: unknown) => jsonValue(value),
  /** `{{#eq a b}}…{{else}}…{{/eq}}` */
  eq(this: unknown, a: unknown, b: unknown, options: HelperOptions): string {
    return a === b ? options.fn(this) : options.inverse(this);
  },
  /** `{{#has list value}}…{{else}}…{{/has}}`: a list of values, or of things with an `id` */
  has(this: unknown, list: unknown, value: unknown, options: HelperOptions): string {
    const items: unknown[] = Array.isArray(list) ? list : [];
    const found = items.some((item) => item === value || (isRecord(item) && item.id === value));
    return found ? options.fn(this) : options.inverse(this);
  },
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
