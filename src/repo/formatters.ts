import { dependsOn } from "./ecosystems/node-tools.ts";
import type { RepoView } from "./facts.ts";
import { type Formatter, formatterTable } from "./formatter-table.ts";
import { ignorePatterns, isIgnored } from "./ignore.ts";
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
  // Both programs take their rules from `.markdownlint.*`; only the first has a configuration of its own.
  const second = found.some(({ tool }) => tool === "markdownlint-cli2") && !view.has(".markdownlintignore");
  return found.filter(({ tool }) => !(second && tool === "markdownlint"));
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
  return [{ tool, config, ignored: isLeftOut(view, formatter, settings, text), how: how(config) }];
}

function locate(view: RepoView, manifests: Manifests, formatter: Formatter): string | undefined {
  const { files, key, dependency, table } = formatter;
  const file = view.list("").find((name) => files.test(name));
  if (file !== undefined) return file;
  if (table !== undefined && dig(manifests.pyproject, "tool", table) !== undefined) return "pyproject.toml";
  const declared = dependency !== undefined && dependsOn(manifests.packageJson, dependency);
  return declared || (key !== undefined && dig(manifests.packageJson, key) !== undefined) ? "package.json" : undefined;
}

function settingsIn(view: RepoView, manifests: Manifests, formatter: Formatter, config: string): unknown {
  const { key, table, excludes, active } = formatter;
  if (excludes === undefined && active === undefined) return undefined;
  if (config === "package.json") return key === undefined ? undefined : dig(manifests.packageJson, key);
  if (config === "pyproject.toml") return table === undefined ? undefined : dig(manifests.pyproject, "tool", table);
  if (config.endsWith(".toml")) return readToml(view, config);
  return /\.ya?ml$/.test(config) ? readYaml(view, config) : readJson(view, config);
}

function isLeftOut(view: RepoView, formatter: Formatter, settings: unknown, text: string): boolean {
  const { ignoreFiles = [], excludes, includes, mentions, reads = "all" } = formatter;
  // A configuration that is a program cannot be read; that it names the folder is the best there is to know.
  if (settings === undefined && excludes && /\bplanning\b/.test(text)) return true;
  if (mentions?.test(text)) return true;
  const heeded = ignoreFiles.flatMap((file) => ignorePatterns(view.read(file) ?? ""));
  const excluded = [...heeded, ...(excludes?.(settings) ?? [])];
  const included = includes?.(settings) ?? [];
  return samples[reads].every(
    (path) => isIgnored(excluded, path) || (included.length > 0 && !isIgnored(included, path)),
  );
}
