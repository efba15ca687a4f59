import type { JsonArray, JsonObject } from "./parse.ts";

type Container = JsonObject | JsonArray;

/** How a JSON file is laid out, as far as a new entry follows it. */
export interface Layout {
  eol: string;
  /** One step of indentation; `undefined` where everything stands on one line. */
  unit: string | undefined;
  /** Whether a blank follows colons and commas on one line. */
  spaced: boolean;
}

/** The layout of a file, by its first entry; one without any is laid out like the files of Claude Code itself. */
export function layoutOf(text: string, root: JsonObject): Layout {
  const eol = /\r\n/.test(text) ? "\r\n" : "\n";
  const [first] = root.entries;
  if (first === undefined) return { eol, unit: "  ", spaced: true };
  const lead = text.slice(root.start + 1, first.start);
  const spaced = /\s/.test(text.slice(first.start, first.value.start).replace(/^"(?:[^"\\]|\\.)*"/, ""));
  if (!lead.includes("\n")) return { eol, unit: undefined, spaced };
  const [own, inner] = [indentAt(text, root.start), indentAt(text, first.start)];
  return { eol, unit: inner.startsWith(own) ? inner.slice(own.length) : inner, spaced };
}

/**
 * The text with an entry behind the last one of a container, laid out like its neighbours; every other byte stays.
 *
 * @param key of the entry, in an object
 */
export function append(text: string, into: Container, value: unknown, layout: Layout, key?: string): string {
  const last = into.entries.at(-1);
  if (last === undefined) return fill(text, into, value, layout, key);
  const before = into.entries.at(-2)?.end ?? into.start;
  const indent = text.slice(before, last.start).includes("\n") ? indentAt(text, last.start) : undefined;
  const gap = indent === undefined ? (layout.spaced ? " " : "") : layout.eol + indent;
  const entry = written(value, indent, layout, key);
  return `${text.slice(0, last.end)},${gap}${entry}${text.slice(last.end)}`;
}

function fill(text: string, into: Container, value: unknown, layout: Layout, key?: string): string {
  const own = indentAt(text, into.start);
  const indent = layout.unit === undefined ? undefined : own + layout.unit;
  const [open, close] = [text.slice(0, into.start + 1), text.slice(into.end - 1)];
  const entry = written(value, indent, layout, key);
  if (indent === undefined) return open + entry + close;
  return open + layout.eol + indent + entry + layout.eol + own + close;
}

/** The text with an entry of a container taken out, and the comma and blanks that set it apart; the opposite of `append`. */
export function cut(text: string, from: Container, entry: Container["entries"][number]): string {
  const at = from.entries.findIndex(({ start }) => start === entry.start);
  const [before, after] = [from.entries[at - 1], from.entries[at + 1]];
  if (before !== undefined) return text.slice(0, before.end) + text.slice(entry.end);
  if (after !== undefined) return text.slice(0, entry.start) + text.slice(after.start);
  return text.slice(0, from.start + 1) + text.slice(from.end - 1);
}

/** The text with one value replaced, laid out like the one that stood there. */
export function replace(text: string, old: { start: number; end: number }, value: unknown, layout: Layout): string {
  const indent = text.slice(old.start, old.end).includes("\n") ? indentAt(text, old.start) : undefined;
  return text.slice(0, old.start) + written(value, indent, layout) + text.slice(old.end);
}

/** The blanks that the line of an offset begins with. */
const indentAt = (text: string, offset: number): string =>
  /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset))?.[0] ?? "";

function written(
  value: unknown,
  indent: string | undefined,
  { eol, unit = "  ", spaced }: Layout,
  key?: string,
): string {
  const name = key === undefined ? "" : `${JSON.stringify(key)}:${indent !== undefined || spaced ? " " : ""}`;
  if (indent === undefined) return name + (spaced ? spacedOut(value) : JSON.stringify(value));
  // No string of JSON holds a bare tab or line end, so those that are there are layout.
  const lines = JSON.stringify(value, null, "\t").split("\n");
  return name + lines.map((line) => line.replace(/^\t+/, (tabs) => unit.repeat(tabs.length))).join(eol + indent);
}

function spacedOut(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spacedOut).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${spacedOut(inner)}`);
  return `{ ${members.join(", ")} }`;
}
