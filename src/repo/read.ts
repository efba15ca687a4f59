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
  return text === undefined ? undefined : quietly(() => parseTomlText(text));
}

export function readYaml(view: RepoView, path: string): unknown {
  const text = view.read(path);
  // `logLevel`: a stranger's YAML is no reason for a warning on our standard error.
  return text === undefined ? undefined : quietly(() => parseDocument(text, { logLevel: "silent" }).toJS());
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
