import { isMap } from "yaml";
import { addEntry } from "../../config/edit/entries.ts";
import { layoutOf } from "../../config/edit/layout.ts";
import { nextLine, splice } from "../../config/edit/splice.ts";
import { replaceValue } from "../../config/edit/values.ts";
import { entryLines, flowEntry, type Value } from "../../config/scalar.ts";
import { maxLength, readYaml } from "../../config/yaml.ts";
import { Failure } from "../../ui/failure.ts";

/** Something that is wrong with a document, and where. */
export interface Problem {
  /** From 1. */
  line: number;
  rule: "front-matter" | "twice";
  what: string;
}

/** What stands between the `---` lines at the top of a document. */
export interface FrontMatter {
  data: Record<string, unknown>;
  problems: Problem[];
  /** Offsets of the YAML; `undefined` where there is no front matter. */
  extent: { start: number; end: number } | undefined;
  /** Offset at which the rest begins. */
  bodyStart: number;
}

const first = { line: 1, rule: "front-matter" } as const;

const opening = /^\uFEFF?---[ \t]*\r?\n/;
const closing = /^(?:---|\.\.\.)[ \t]*$/;

/** Reads the front matter as the untrusted YAML that it is; what cannot be read is a problem, and gives no data. */
export function readFront(text: string): FrontMatter {
  const start = opening.exec(text)?.[0].length;
  if (start === undefined) return { data: {}, problems: [], extent: undefined, bodyStart: bomOf(text).length };
  const end = closingAt(text, start);
  if (end === undefined) {
    const problems = [{ ...first, what: "the front matter is not closed by a line `---`" }];
    return { data: {}, problems, extent: undefined, bodyStart: start };
  }
  const read = dataOf(text.slice(start, end));
  return { ...read, extent: { start, end }, bodyStart: nextLine(text, end) };
}

const bomOf = (text: string): string => (text.startsWith("\uFEFF") ? "\uFEFF" : "");

function closingAt(text: string, start: number): number | undefined {
  // No front matter is longer, and a text without an end must not be searched to its end.
  for (let at = start; at < Math.min(text.length, start + maxLength); at = nextLine(text, at)) {
    const line = text.slice(at, nextLine(text, at)).replace(/\r?\n$/, "");
    if (closing.test(line)) return at;
  }
  return undefined;
}

function dataOf(yaml: string): Pick<FrontMatter, "data" | "problems"> {
  try {
    const { data, document } = yamlOf(yaml);
    if (data === null) return { data: {}, problems: [] };
    if (isMap(document.contents)) return { data: data as Record<string, unknown>, problems: [] };
    return { data: {}, problems: [{ ...first, line: 2, what: "the front matter is no mapping, `key: value` a line" }] };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { problems } = error.args as { problems: string[] };
    return { data: {}, problems: problems.map(placed) };
  }
}

/** A file of its own would begin one line earlier: the `---` is not part of it. */
function placed(problem: string): Problem {
  const [, line = "1", what = problem] = /^:(\d+):\d+ (.*)$/s.exec(problem) ?? [];
  return { ...first, line: Number(line) + 1, what: `front matter: ${what}` };
}

const yamlOf = (yaml: string) => readYaml(yaml, "");

/**
 * Puts values into the front matter; every other byte stays. A document without front matter gets one.
 *
 * @param file what errors call it
 * @throws Failure `front-matter` where it cannot be read or rewritten
 */
export function writeFront(text: string, values: Readonly<Record<string, Value>>, file: string): string {
  const { extent, problems } = readFront(text);
  const [problem] = problems;
  if (problem !== undefined) throw new Failure("front-matter", { file, line: problem.line, what: problem.what });
  if (Object.keys(values).length === 0) return text;
  const written = extent === undefined ? begun(text, values) : changed(text, extent, values);
  const now = readFront(written);
  const isAsked = Object.entries(values).every(([key, value]) => same(now.data[key], value));
  if (now.problems.length > 0 || !isAsked) {
    throw new Failure("front-matter", {
      file,
      line: 1,
      what: "the front matter is laid out in a way that cannot be edited",
    });
  }
  return written;
}

const same = (a: unknown, b: Value): boolean => JSON.stringify(a) === JSON.stringify(b);

function begun(text: string, values: Readonly<Record<string, Value>>): string {
  const ending = /\r?\n/.exec(text)?.[0] ?? "\n";
  const bom = bomOf(text);
  const lines = Object.entries(values).map(([key, value]) => `${key}: ${flowEntry(value)}`);
  return `${bom}${["---", ...lines, "---", ""].join(ending)}${ending}${text.slice(bom.length)}`;
}

function changed(
  text: string,
  { start, end }: { start: number; end: number },
  values: Readonly<Record<string, Value>>,
): string {
  const yaml = Object.entries(values).reduce((now, [key, value]) => assign(now, key, value), text.slice(start, end));
  return text.slice(0, start) + yaml + text.slice(end);
}

function assign(yaml: string, key: string, value: Value): string {
  const { document, data } = yamlOf(yaml);
  const layout = layoutOf(document.contents, yaml);
  if (layout === undefined || layout.entries.length === 0) {
    const ending = /\r?\n/.exec(yaml)?.[0] ?? "\n";
    return `${yaml}${key}: ${flowEntry(value)}${ending}`;
  }
  const entry = layout.entries.find((each) => each.key === key);
  if (entry !== undefined && same((data as Record<string, unknown>)[key], value)) return yaml;
  if (entry !== undefined) return splice(yaml, ...replaceValue(yaml, layout, entry, value));
  const added = { lines: (indent: string) => entryLines(key, value, indent), piece: `${key}: ${flowEntry(value)}` };
  return splice(yaml, ...addEntry(yaml, layout, layout.entries.at(-1), added));
}

/** The line of a key of the front matter, or the first line. */
export function keyLine(text: string, key: string): number {
  const { extent } = readFront(text);
  if (extent === undefined) return 1;
  const lines = text.slice(extent.start, extent.end).split("\n");
  return Math.max(1, lines.findIndex((line) => line.trimStart().startsWith(`${key}:`)) + 2);
}

/** A value of the front matter as words; empty for anything else than text and numbers. */
export const textOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
