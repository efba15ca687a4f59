import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("corpus/", import.meta.url);

/** Plans in many styles by file name. */
export const corpus: ReadonlyMap<string, string> = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => [name, readFileSync(new URL(name, folder), "utf8")]),
);
