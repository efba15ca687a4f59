import type { CommandKind } from "../facts.ts";
import type { Offer, Offers, Place } from "./types.ts";

export const kinds: readonly CommandKind[] = ["test", "lint", "typecheck", "build"];

/** A command line from its parts, leaving out those that are empty. */
export function words(...parts: (string | undefined | false)[]): string {
  return parts.filter(Boolean).join(" ");
}

/** A path as the repository's root sees it. */
export function pathIn({ folder }: Place, path: string): string {
  return folder === "" ? path : `${folder}/${path}`;
}

/** A command that a tool has; no offer when there is no such command. */
export function implied(command: string | undefined | false, source: string): Offer[] {
  return command ? [{ command, source, named: false }] : [];
}

/** A command that the repository names. */
export function named(command: string | undefined | false, source: string): Offer[] {
  return command ? [{ command, source, named: true }] : [];
}

/** The offers of several sources, each kind in their order. */
export function join(...all: Offers[]): Offers {
  return Object.fromEntries(kinds.map((kind) => [kind, all.flatMap((offers) => offers[kind] ?? [])]));
}

/** A name that a shell, a commit message and a person can take as it is. */
export function isPlain(name: string): boolean {
  return /^\w[\w.-]{0,99}$/.test(name);
}

interface Names {
  /** Names that say what the script does, best first. */
  clear: readonly string[];
  /** Names that say it only when the script's text agrees. */
  unclear: readonly string[];
  proof: RegExp;
}

/** What people call these scripts, tasks and targets. */
const names: Record<CommandKind, Names> = {
  test: {
    clear: [
      "test",
      "tests",
      "test:ci",
      "test:run",
      "test:all",
      "test:unit",
      "test-unit",
      "unit-test",
      "unit",
      "pytest",
    ],
    unclear: [],
    proof: /^/,
  },
  lint: {
    clear: ["lint", "lint:check", "lint-check", "lint:ci", "lint:all", "check:lint", "linters", "eslint", "phpcs"],
    unclear: ["check", "cs", "style"],
    proof: /\b(eslint|biome|oxlint|standard|xo|ruff|flake8|phpcs|php-cs-fixer|pint|deno lint)\b/,
  },
  typecheck: {
    clear: [
      ...["typecheck", "type-check", "check-types", "check:types", "types:check", "type:check", "check:type"],
      ...["typecheck:all", "check-type", "check:ts", "ts:check", "tsc:check", "typing", "mypy", "pyright", "phpstan"],
    ],
    unclear: ["types", "tsc", "check", "stan", "analyse", "analyze"],
    proof: /\b(tsc|vue-tsc|tsgo|svelte-check|astro check|mypy|pyright|ty check|phpstan|psalm|deno check)\b/,
  },
  build: { clear: ["build", "build:all", "compile"], unclear: [], proof: /^/ },
};

/** Watchers never end, and npm writes a test script that always fails. */
const unusable =
  /--watch(?:All)?(?![\w=]|-)|--watch(?:All)?=(?!false)|\btsc\b[^&|;]*\s-w\b|\bvitest (?:watch|dev)\b|no test specified/;
const changesFiles = /--(?:fix|write)\b/;

/**
 * The name under which a kind of command was declared.
 *
 * @param declared name → the script's text, empty when it is not known
 * @param more further names, last choice
 */
export function pick(
  kind: CommandKind,
  declared: Map<string, string>,
  more: readonly string[] = [],
): string | undefined {
  const { clear, unclear, proof } = names[kind];
  const text = (name: string) => (declared.get(name) ?? "").slice(0, 2000);
  const found = [...clear, ...unclear.filter((name) => proof.test(text(name))), ...more].filter(
    (name) => declared.has(name) && !unusable.test(text(name)),
  );
  return found.find((name) => !changesFiles.test(text(name))) ?? found[0];
}

/** Offers for what was declared: of each kind the best name. */
export function offersFor(
  declared: Map<string, string>,
  command: (name: string) => string | undefined,
  source: (name: string) => string,
  more: Partial<Record<CommandKind, readonly string[]>> = {},
): Offers {
  const of = (kind: CommandKind) => {
    const name = pick(kind, declared, more[kind]);
    return name === undefined ? [] : named(command(name), source(name));
  };
  return Object.fromEntries(kinds.map((kind) => [kind, of(kind)]));
}
