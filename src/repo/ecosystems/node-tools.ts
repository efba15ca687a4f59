import type { RepoView } from "../facts.ts";
import { dig, readJson, strings } from "../read.ts";
import type { NodeManager } from "./node-manager.ts";
import { implied, pathIn } from "./offers.ts";
import type { Offer, Offers, Place } from "./types.ts";

interface Tool {
  kind: "test" | "lint";
  dependency: string;
  command: string;
  /** Names of files at the root, one of which it needs to have something to do. */
  configured?: RegExp;
}

/** Programs that check without a script naming them, in order of preference. */
const tools: readonly Tool[] = [
  { kind: "test", dependency: "vitest", command: "vitest run" },
  { kind: "test", dependency: "jest", command: "jest" },
  { kind: "test", dependency: "ava", command: "ava" },
  { kind: "test", dependency: "mocha", command: "mocha", configured: /^(?:\.mocharc\.\w+|test\/)$/ },
  {
    kind: "lint",
    dependency: "eslint",
    command: "eslint .",
    configured: /^(?:eslint\.config\.\w+|\.eslintrc(?:\.\w+)?)$/,
  },
  { kind: "lint", dependency: "@biomejs/biome", command: "biome check", configured: /^biome\.jsonc?$/ },
  { kind: "lint", dependency: "oxlint", command: "oxlint" },
  { kind: "lint", dependency: "xo", command: "xo" },
  { kind: "lint", dependency: "standard", command: "standard" },
];

/** Commands of the tools that the manifest installs. */
export function nodeTools(place: Place, manifest: unknown, manager: NodeManager): Offers {
  const { view } = place;
  const installed = (name: string) => dependsOn(manifest, name);
  const source = (dependency: string) => `${dependency} in ${pathIn(place, "package.json")}`;
  const offers = (kind: Tool["kind"]) =>
    tools
      .filter((tool) => tool.kind === kind && installed(tool.dependency))
      .filter(({ configured }) => configured === undefined || view.list("").some((name) => configured.test(name)))
      .flatMap((tool): Offer[] => implied(manager.exec(tool.command), source(tool.dependency)));
  return { test: offers("test"), lint: offers("lint"), typecheck: typecheck(place, installed, manager) };
}

function typecheck(place: Place, installed: (name: string) => boolean, manager: NodeManager): Offer[] {
  if (!place.view.has("tsconfig.json")) return [];
  const program = typechecker(place.view, installed);
  return implied(program && manager.exec(program), pathIn(place, "tsconfig.json"));
}

function typechecker(view: RepoView, installed: (name: string) => boolean): string | undefined {
  if (installed("svelte-check")) return "svelte-check";
  // A file that only refers to others checks nothing by itself; `--build` follows the references.
  const flags = isSolution(view) ? "--build" : "--noEmit";
  if (installed("vue-tsc")) return `vue-tsc ${flags}`;
  return installed("typescript") ? `tsc ${flags}` : undefined;
}

function isSolution(view: RepoView): boolean {
  const config = readJson(view, "tsconfig.json");
  const references = dig(config, "references");
  const own = dig(config, "include") !== undefined || strings(config, "files").length > 0;
  return Array.isArray(references) && references.length > 0 && dig(config, "files") !== undefined && !own;
}

/** Whether the manifest declares the package, as whatever kind of dependency. */
export function dependsOn(manifest: unknown, name: string): boolean {
  return ["dependencies", "devDependencies", "optionalDependencies"].some(
    (group) => dig(manifest, group, name) !== undefined,
  );
}
