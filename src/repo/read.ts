import { parse as parseTomlText } from "smol-toml";
import { parseDocument } from "yaml";
import type { RepoView } from "./facts.ts";

/**
 * Manifests, read with tolerance: they are other people's files, so a file that is absent, malformed or of an unexpected
 * shape gives `undefined` or an empty answer, and never an error.
 */

/** A JSON file; comments and trailing commas are allowed, as in `tsconfig.json` and `deno.jsonc`. */
export function readJson(view: RepoView, path: string): unknown {
  const text = view.read(path);
  return text === undefined
    ? undefined
    : (quietly(() => JSON.parse(text)) ?? quietly(() => JSON.parse(plainJson(text))));
}

export function readToml(view: RepoView, path: string): unknown {
  const text = view.read(path);
  return text === undefined ? undefined : quietly(() => parseTomlText(text, { maxDepth: deepest }));
}

export function readYaml(view: RepoView, path: string): unknown {
  const text = view.read(path);
  if (text === undefined || text.length > longestYaml || depthOf(text) > deepest) return undefined;
  return quietly(() => parseYaml(text));
}

/** No manifest nests deeper. The parsers recurse, and V8 aborts when a pattern is compiled at the end of the stack. */
const deepest = 100;
/** In characters; the parser of YAML takes a second for as much of the worst. */
const longestYaml = 64 * 1024;

/** How deep YAML nests at most within a line or in brackets; indentation costs the writer enough. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  for (const [token] of text.matchAll(/[[{]|[\]}]|(?:[-?:][ \t]+){3,}/g)) {
    if (token.length > 1) most = Math.max(most, token.length / 2);
    else depth = /[[{]/.test(token) ? depth + 1 : Math.max(0, depth - 1);
    most = Math.max(most, depth);
  }
  return most;
}

function parseYaml(text: string): unknown {
  // Silent, because a stranger's YAML is no reason for a warning on our standard error; without positions in errors and
  // a search for doubles, because both take quadratic time.
  const document = parseDocument(text, { logLevel: "silent", prettyErrors: false, uniqueKeys: false });
  return document.errors.length > 0 ? undefined : document.toJS();
}

function quietly(parse: () => unknown): unknown {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

/** JSON without its comments and trailing commas; what stands in strings is left alone. */
export function plainJson(text: string): string {
  // Unclosed strings and comments match too, to their end: otherwise a hostile file makes this quadratic.
  const withoutComments = text.replace(/"(?:[^"\\\n]|\\.)*"?|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g, keepStrings);
  return withoutComments.replace(/"(?:[^"\\\n]|\\.)*"?|,(?=\s*[\]}])/g, keepStrings);
}

function keepStrings(match: string): string {
  return match.startsWith('"') ? match : "";
}

/** What stands at `keys` inside `value`, own properties only. */
export function dig(value: unknown, ...keys: string[]): unknown {
  let current = value;
  for (const key of keys) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<string, unknown>)[key];
  }
  return current;
}

/** The entries of an object at `keys`; none when there is no object. */
export function entries(value: unknown, ...keys: string[]): [string, unknown][] {
  const found = dig(value, ...keys);
  return typeof found === "object" && found !== null && !Array.isArray(found) ? Object.entries(found) : [];
}

/** The strings of an array at `keys`. */
export function strings(value: unknown, ...keys: string[]): string[] {
  const found = dig(value, ...keys);
  return Array.isArray(found) ? found.filter((item) => typeof item === "string") : [];
}

/** The string at `keys`. */
export function string(value: unknown, ...keys: string[]): string | undefined {
  const found = dig(value, ...keys);
  return typeof found === "string" ? found : undefined;
}
