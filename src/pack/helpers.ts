import type { HelperOptions } from "handlebars";

/** Collapses a value to one line without control characters: a value never begins a new block of the document it is put into. */
const oneLine = (value: unknown): string =>
  String(value ?? "")
    .replace(/[\s\u0085]+/g, " ")
    .replace(/\p{Cc}/gu, "")
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

/**
 * The value as an inline code span on one line, between the shortest run of backticks that it does not hold: the form that
 * prettier and oxfmt write. Empty values give an empty string.
 */
export function markdownCode(value: unknown): string {
  const text = oneLine(value);
  if (text === "") return "";
  const runs = new Set([...text.matchAll(/`+/g)].map((run) => run[0].length));
  let length = 1;
  while (runs.has(length)) length++;
  const fence = "`".repeat(length);
  const pad = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${pad}${text}${pad}${fence}`;
}

// First characters that mean nothing to YAML; a dot only where no number can follow.
const plainScalar = /^(?:[A-Za-z_/]|\.(?=[A-Za-z_]|\.?\/))[\w ./@+=~^-]*$/;
// What YAML 1.1 or 1.2 would read as something other than a string.
const notAString = /^(y|n|yes|no|true|false|on|off|null|\.inf|\.nan|_+)$/i;

/**
 * The value as YAML on one line, quoted only where it must be and the way prettier and oxfmt quote: double, or single around
 * double quotes, unless something has to be escaped. Lists come in flow style. YAML reads the same value back.
 */
export function yamlValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(yamlValue).join(", ")}]`;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = String(value ?? "");
  // A dash at the end of an item of a flow list is more than oxfmt can read.
  if (plainScalar.test(text) && !notAString.test(text) && !/ -?$/.test(text)) return text;
  if (text.includes('"') && !mustEscape.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return JSON.stringify(text).replace(mustEscapeAll, escapeCharacters);
}

// What YAML calls not printable, what would end a line, and runs of backticks, which would make a formatter widen the fence around it.
const mustEscape = /[\p{Cc}\p{Surrogate}\u2028\u2029\ufeff\ufffe\uffff]|`{3,}/u;
const mustEscapeAll = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|`{3,}/gu;

/** The value as JSON on one line. */
export const jsonValue = (value: unknown): string => JSON.stringify(value ?? null);

const escapeCharacters = (characters: string): string =>
  [...characters].map((each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");

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
