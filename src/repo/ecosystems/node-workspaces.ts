import type { CommandKind, RepoView } from "../facts.ts";
import { entries, readJson, readYaml, strings } from "../read.ts";
import type { NodeManager } from "./node-manager.ts";
import { scriptsOf } from "./node-scripts.ts";
import { implied, kinds, pick } from "./offers.ts";
import type { Offer, Offers, Place } from "./types.ts";

const mostPackages = 50;

/** What a Node.js repository with several packages says about itself. */
export interface NodeWorkspaces {
  /** e.g. `pnpm workspaces`, `turbo`. */
  monorepo: string[];
  /** Commands that reach every package, for when the root has no script. */
  offers: Offers;
}

/** Looks at the root's configuration and at the manifests of the first packages. */
export function nodeWorkspaces(place: Place, manifest: unknown, manager: NodeManager): NodeWorkspaces {
  const { view } = place;
  const patterns = patternsOf(view, manifest);
  const orchestrators = ["turbo", "nx", "lerna", "rush"].filter((name) => configOf(view, name) !== undefined);
  const monorepo = [...(patterns.length > 0 ? [`${manager.id} workspaces`] : []), ...orchestrators];
  if (monorepo.length === 0 || place.folder !== "") return { monorepo, offers: {} };
  const tasks = tasksOfTurbo(view);
  const scripts = scriptsOfPackages(view, patterns);
  const offers = (kind: CommandKind): Offer[] => {
    const task = pick(kind, tasks);
    const script = pick(kind, scripts);
    return [
      ...implied(task && manager.exec(`turbo run ${task}`), `turbo.json tasks.${task}`),
      ...implied(script && runEverywhere(script, orchestrators, manager), `scripts.${script} of the packages`),
    ];
  };
  return { monorepo, offers: Object.fromEntries(kinds.map((kind) => [kind, offers(kind)])) };
}

function runEverywhere(script: string, orchestrators: string[], manager: NodeManager): string | undefined {
  if (orchestrators.includes("nx")) return manager.exec(`nx run-many --target=${script}`);
  if (orchestrators.includes("lerna")) return manager.exec(`lerna run ${script}`);
  return manager.everywhere(script);
}

function configOf(view: RepoView, name: string): string | undefined {
  return [`${name}.json`, `${name}.jsonc`].find((file) => view.has(file));
}

/** Turborepo calls them `tasks` since 2.0, `pipeline` before; `//#` and `package#` tasks are for one package. */
function tasksOfTurbo(view: RepoView): Map<string, string> {
  const file = configOf(view, "turbo");
  const config = file === undefined ? undefined : readJson(view, file);
  const tasks = [...entries(config, "tasks"), ...entries(config, "pipeline")];
  return new Map(tasks.filter(([name]) => !name.includes("#")).map(([name]) => [name, ""] as const));
}

function patternsOf(view: RepoView, manifest: unknown): string[] {
  const declared = [strings(manifest, "workspaces"), strings(manifest, "workspaces", "packages")].flat();
  const pnpm = strings(readYaml(view, "pnpm-workspace.yaml"), "packages");
  const lerna = strings(readJson(view, "lerna.json"), "packages");
  return [...declared, ...pnpm, ...lerna].filter((pattern) => !pattern.startsWith("!"));
}

/** Scripts that one of the packages has → that script's text; `dir/*` and `dir/**` both mean the folders in `dir`. */
function scriptsOfPackages(view: RepoView, patterns: string[]): Map<string, string> {
  const folders = new Set(patterns.slice(0, mostPackages).flatMap((pattern) => foldersOf(view, pattern)));
  const manifests = [...folders].slice(0, mostPackages).map((folder) => readJson(view, `${folder}/package.json`));
  return new Map(manifests.flatMap((manifest) => [...scriptsOf(manifest)]));
}

function foldersOf(view: RepoView, pattern: string): string[] {
  const parent = /^(?:\.\/)?([^*?{}[\]]+)\/\*{1,2}(?:\/\*)?$/.exec(pattern)?.[1];
  if (parent === undefined) return /[*?{}[\]]/.test(pattern) ? [] : [pattern.replace(/^\.\/|\/$/g, "")];
  const names = view.list(parent).filter((name) => name.endsWith("/"));
  return names.map((name) => `${parent}/${name.slice(0, -1)}`).slice(0, mostPackages);
}
