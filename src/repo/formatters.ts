import { dependsOn } from "./ecosystems/node-tools.ts";
import type { RepoView } from "./facts.ts";
import { type Formatter, formatterTable } from "./formatter-table.ts";
import { ignorePatterns, isGlobbed, isIgnored } from "./ignore.ts";
import { dig, readJson, readToml, readYaml } from "./read.ts";

/** A formatter or linter of the repository that will meet `planning/`. */
export interface FormatterFinding {
  tool: string;
  /** Where it is configured or declared. */
  config: string;
  /** It already leaves `planning/` alone. */
  ignored: boolean;
  /** How to make it do so: one sentence without a full stop. */
  how: string;
}

/** Files of ours that such tools meet; all that one reads must be left out for `planning/` to count as ignored. */
const markdown = ["planning/README.md", "planning/_state/CANONICAL_PLAN.md"];
const data = ["planning/.plan-init/manifest.json"];
const samples = { markdown, json: data, all: [...markdown, ...data] };

/** The repository's own formatters and linters that read markdown, JSON or YAML. */
export function formatters(view: RepoView): FormatterFinding[] {
  const manifests = { packageJson: readJson(view, "package.json"), pyproject: readToml(view, "pyproject.toml") };
  const found = formatterTable.flatMap((formatter) => look(view, manifests, formatter));
  const uses = (tool: string) => found.some((each) => each.tool === tool);
  // Two programs take their rules from `.markdownlint.*`; where one of them is known to, the other is not assumed.
  const other = uses("markdownlint-cli2") && !dependsOn(manifests.packageJson, "markdownlint-cli");
  return found.filter(({ tool }) => !(other && tool === "markdownlint"));
}

/** Files that configure several tools, parsed once. */
interface Manifests {
  packageJson: unknown;
  pyproject: unknown;
}

function look(view: RepoView, manifests: Manifests, formatter: Formatter): FormatterFinding[] {
  const config = locate(view, manifests, formatter);
  if (config === undefined) return [];
  const text = view.read(config) ?? "";
  const settings = settingsIn(view, manifests, formatter, config);
  if (formatter.active !== undefined && !formatter.active(settings, text)) return [];
  const { tool, how } = formatter;
  const ignored = isNamedIn(formatter, config, text) || isLeftOut(view, formatter, settings);
  return [{ tool, config, ignored, how: how(config) }];
}

function locate(view: RepoView, manifests: Manifests, formatter: Formatter): string | undefined {
  const { files, key, dependency, table, called } = formatter;
  const file = view.list("").find((name) => files.test(name));
  if (file !== undefined) return file;
  if (table !== undefined && dig(manifests.pyproject, "tool", table) !== undefined) return "pyproject.toml";
  const declared = dependency !== undefined && dependsOn(manifests.packageJson, dependency);
  if (declared || (key !== undefined && dig(manifests.packageJson, key) !== undefined)) return "package.json";
  return called && callers(view).find((path) => called.test(view.read(path) ?? ""));
}

const mostWorkflows = 50;

/** Files in which people have tools run. */
function callers(view: RepoView): string[] {
  const workflows = view.list(".github/workflows").slice(0, mostWorkflows);
  const scripts = ["package.json", ".pre-commit-config.yaml", "Makefile", "justfile", ".gitlab-ci.yml"];
  return [...scripts, ...workflows.map((name) => `.github/workflows/${name}`)];
}

function settingsIn(view: RepoView, manifests: Manifests, formatter: Formatter, config: string): unknown {
  const { key, table, excludes, active } = formatter;
  if (excludes === undefined && active === undefined) return undefined;
  if (config === "package.json") return key === undefined ? undefined : dig(manifests.packageJson, key);
  if (config === "pyproject.toml") return table === undefined ? undefined : dig(manifests.pyproject, "tool", table);
  if (config.endsWith(".toml")) return readToml(view, config);
  return /\.ya?ml$/.test(config) ? readYaml(view, config) : readJson(view, config);
}

/** A configuration that is a program cannot be read; that it names the folder is the best there is to know. */
function isNamedIn({ excludes, mentions }: Formatter, config: string, text: string): boolean {
  const isProgram = excludes !== undefined && /\.[cm]?[jt]s$/.test(config);
  return (isProgram && /\bplanning\b/.test(text)) || mentions?.test(text) === true;
}

function isLeftOut(view: RepoView, formatter: Formatter, settings: unknown): boolean {
  const { ignoreFiles = [], gitignore, globs, excludes, includes, reads = "all" } = formatter;
  const heeded = gitignore?.(settings) ? [...ignoreFiles, ".gitignore"] : ignoreFiles;
  const ignored = heeded.flatMap((file) => ignorePatterns(view.read(file) ?? ""));
  const excluded = excludes?.(settings) ?? [];
  const included = includes?.(settings) ?? [];
  const covers = globs ? isGlobbed : isIgnored;
  return samples[reads].every(
    (path) => isIgnored(ignored, path) || covers(excluded, path) || (included.length > 0 && !covers(included, path)),
  );
}
