import { offersFor, pathIn, words } from "./offers.ts";
import type { Ecosystem } from "./types.ts";

const justfile = /^\.?justfile$/i;

export const just: Ecosystem = {
  id: "just",
  front: true,
  detect(place) {
    const { view, folder } = place;
    const file = view.list("").find((name) => justfile.test(name));
    if (file === undefined) return undefined;
    const declared = new Map(justRecipes(view.read(file) ?? "").map((name) => [name, ""] as const));
    const command = (recipe: string) => words("just", folder && `--justfile ${folder}/${file}`, recipe);
    return { title: "just", offers: offersFor(declared, command, (name) => `${pathIn(place, file)} recipe ${name}`) };
  },
};

const quoted = String.raw`"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|\x60[^\x60\n]*\x60`;
const header = new RegExp(String.raw`^@?([A-Za-z_][\w-]*)((?:${quoted}|[^:"'\n\x60])*):(?!=)`);
const string = new RegExp(quoted, "g");

/** No recipe's head is longer, and a hostile one would make the patterns slow. */
const longestLine = 2000;

/**
 * Names of the recipes and aliases that can be called as they are: public, and without a parameter that must be given.
 */
export function justRecipes(text: string): string[] {
  const names: string[] = [];
  const lines = withoutTripleQuotes(text)
    .replace(/\r/g, "")
    .replace(/\\\n\s*/g, " ")
    .split("\n");
  let isPrivate = false;
  for (const full of lines) {
    const line = full.slice(0, longestLine);
    if (/^\[/.test(line)) {
      isPrivate ||= /\bprivate\b/.test(line.replace(string, ""));
      continue;
    }
    const name = /^alias\s+([A-Za-z_][\w-]*)\s*:=/.exec(line)?.[1] ?? recipe(line);
    if (name !== undefined && !isPrivate && !name.startsWith("_")) names.push(name);
    if (!/^\s*(#|$)/.test(line)) isPrivate = false;
  }
  return names;
}

function recipe(line: string): string | undefined {
  const match = header.exec(line);
  const parameters = match?.[2]?.replace(string, "''").trim() ?? "";
  // A parameter is optional when it has a default or takes any number (`*`).
  const optional = parameters
    .replace(/\s*=\s*\S+/g, "=")
    .split(/\s+/)
    .every((parameter) => parameter === "" || parameter.includes("=") || parameter.startsWith("*"));
  return optional ? match?.[1] : undefined;
}

/** Strings over several lines may hold what looks like a recipe. */
function withoutTripleQuotes(text: string): string {
  return text.replace(/'''[\s\S]*?(?:'''|$)|"""[\s\S]*?(?:"""|$)/g, "''");
}
