import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { putBlock } from "../../../src/pack/block.ts";
import { createRenderer } from "../../../src/pack/render.ts";
import type { Vars } from "./answers.ts";

/** The built-in pack's folder. */
export const packFolder = fileURLToPath(new URL("../../../templates/", import.meta.url));

export interface PackEntry {
  id: string;
  template: string;
  to?: string;
  mode?: "merge" | "seed" | "block";
  when?: Record<string, unknown>;
}

export const entries: PackEntry[] = parse(readFileSync(join(packFolder, "pack.yml"), "utf8")).files;

/** The source of a template, or `undefined` when the file does not exist. */
export function sourceOf(entry: PackEntry): string | undefined {
  const path = join(packFolder, entry.template);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

export const destinationOf = (entry: PackEntry): string => entry.to ?? entry.template.replace(/\.hbs$/, "");

export const partials: ReadonlyMap<string, string> = new Map(
  readdirSync(join(packFolder, "partials")).map((name) => [
    basename(name, ".hbs"),
    readFileSync(join(packFolder, "partials", name), "utf8"),
  ]),
);

/** Every file of the pack by destination, whatever its condition says; blocks stand in a file that has other text. */
export function renderAll(vars: Vars): Map<string, string> {
  const renderer = createRenderer(vars, partials);
  const files = new Map<string, string>();
  for (const entry of entries) {
    const source = sourceOf(entry);
    if (source === undefined) continue;
    const to = destinationOf(entry);
    const text = entry.template.endsWith(".hbs") ? renderer.render(source, entry.template) : source;
    files.set(to, entry.mode === "block" ? putBlock("# Acme\n\nHow we work.\n", to, text) : text);
  }
  return files;
}
