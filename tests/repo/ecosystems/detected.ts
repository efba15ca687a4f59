import { detect } from "../../../src/repo/detect.ts";
import type { CommandKind } from "../../../src/repo/facts.ts";
import { recordView } from "../record-view.ts";

export type Files = Record<string, string>;
export type Commands = Partial<Record<CommandKind, string[]>>;

/** The facts of a repository given as a record. */
export const factsOf = (files: Files) => detect(recordView(files), "folder");

/** Its commands alone, without the kinds that have none. */
export function commandsOf(files: Files): Commands {
  const found = Object.entries(factsOf(files).commands).filter(([, list]) => list.length > 0);
  return Object.fromEntries(found.map(([kind, list]) => [kind, list.map(({ command }) => command)]));
}

export const json = (value: unknown) => JSON.stringify(value);

/** A `package.json` with these scripts and development dependencies. */
export const packageJson = (scripts: Record<string, unknown>, dependencies: string[] = [], more: object = {}) =>
  json({
    name: "app-x",
    scripts,
    devDependencies: Object.fromEntries(dependencies.map((name) => [name, "*"])),
    ...more,
  });
