import { dig, strings } from "./read.ts";

/** A tool that may read or rewrite what stands in `planning/`. */
export interface Formatter {
  tool: string;
  /** Names of its configuration at the root of a repository. */
  files: RegExp;
  /** Its key in `package.json`, and the package that brings it. */
  key?: string;
  dependency?: string;
  /** Its table in `pyproject.toml`, below `tool`. */
  table?: string;
  /** Whether its configuration makes it read such files at all; always, if absent. */
  active?: (config: unknown, text: string) => boolean;
  /** What it reads; markdown and JSON, if absent. */
  reads?: "markdown" | "json";
  /** Where people call it by name, in scripts and in CI, it is in use without a configuration. */
  called?: RegExp;
  /** Files of gitignore syntax that it heeds. */
  ignoreFiles?: readonly string[];
  /** Whether its configuration makes it heed `.gitignore`. */
  gitignore?: (config: unknown) => boolean;
  /** Its patterns are globs for whole paths, not patterns as in `.gitignore`. */
  globs?: true;
  /** Patterns in its configuration: what it leaves out, and, where it has a list of what it takes, that. */
  excludes?: (config: unknown) => string[];
  includes?: (config: unknown) => string[];
  /** What in the configuration's text shows that `planning/` is left out, where there are no patterns. */
  mentions?: RegExp;
  /** One sentence, without a full stop, on how to leave `planning/` out; the argument is the configuration's path. */
  how: (config: string) => string;
}

const addTo = (file: string) => () => `add \`planning/\` to \`${file}\``;
const addToList = (pattern: string, list: string) => (config: string) =>
  `add \`${pattern}\` to \`${list}\` in \`${config}\``;

/** The tools that the doctor knows. Those that heed `.gitignore` say so: a team may keep `planning/` out of git. */
export const formatterTable: readonly Formatter[] = [
  {
    tool: "prettier",
    files: /^(?:\.prettierrc(?:\.\w+)?|prettier\.config\.\w+)$/,
    key: "prettier",
    dependency: "prettier",
    ignoreFiles: [".prettierignore", ".gitignore"],
    how: addTo(".prettierignore"),
  },
  {
    tool: "oxfmt",
    files: /^(?:\.oxfmtrc\.jsonc?|oxfmt\.config\.\w+)$/,
    dependency: "oxfmt",
    ignoreFiles: [".prettierignore", ".gitignore"],
    excludes: (config) => strings(config, "ignorePatterns"),
    how: (config) =>
      config === "package.json"
        ? "add `planning/` to `.prettierignore`"
        : addToList("planning/", "ignorePatterns")(config),
  },
  {
    tool: "markdownlint-cli2",
    reads: "markdown",
    files: /^\.markdownlint-cli2\.(?:jsonc|yaml|cjs|mjs)$/,
    key: "markdownlint-cli2",
    dependency: "markdownlint-cli2",
    called: /\bmarkdownlint-cli2\b/,
    gitignore: (config) => dig(config, "gitignore") === true,
    globs: true,
    excludes: (config) => [
      ...strings(config, "ignores"),
      ...strings(config, "globs")
        .filter(isNegated)
        .map((glob) => glob.slice(1)),
    ],
    includes: (config) => strings(config, "globs").filter((glob) => !isNegated(glob)),
    mentions: /markdownlint-cli2[^\n]*[#!](?:\.\/)?planning\b/,
    how: (config) =>
      config.startsWith(".markdownlint-cli2.")
        ? addToList("planning/**", "ignores")(config)
        : 'add `{ "ignores": ["planning/**"] }` as `.markdownlint-cli2.jsonc`, or `planning/**` to the `ignores` that are there',
  },
  {
    tool: "markdownlint",
    reads: "markdown",
    files: /^\.markdownlint(?:\.(?:jsonc?|ya?ml)|rc|ignore)$/,
    dependency: "markdownlint-cli",
    called: /\bmarkdownlint-cli(?!2)\b/,
    ignoreFiles: [".markdownlintignore"],
    how: (config) => {
      const own = addTo(".markdownlintignore")();
      // These files hold rules alone, and other programs than this one take them from there.
      return /^\.markdownlint\.\w+$/.test(config)
        ? `${own}; markdownlint-cli2 does not read that, there it is \`ignores\` in \`.markdownlint-cli2.jsonc\``
        : own;
    },
  },
  {
    tool: "biome",
    reads: "json",
    files: /^\.?biome\.jsonc?$/,
    dependency: "@biomejs/biome",
    excludes: (config) => [
      ...strings(config, "files", "ignore"),
      ...strings(config, "files", "includes")
        .filter(isNegated)
        .map((glob) => glob.replace(/^!+/, "")),
    ],
    includes: (config) => strings(config, "files", "includes").filter((glob) => !isNegated(glob)),
    how: (config) => addToList('"!planning"', "files.includes")(config === "package.json" ? "biome.json" : config),
  },
  {
    tool: "dprint",
    files: /^\.?dprint\.jsonc?$/,
    dependency: "dprint",
    active: (config) => strings(config, "plugins").some((plugin) => /markdown|json|yaml/.test(plugin)),
    excludes: (config) => strings(config, "excludes"),
    includes: (config) => strings(config, "includes"),
    how: addToList("planning", "excludes"),
  },
  {
    tool: "remark",
    reads: "markdown",
    files: /^\.remarkrc(?:\.\w+)?$/,
    key: "remarkConfig",
    ignoreFiles: [".remarkignore"],
    how: addTo(".remarkignore"),
  },
  {
    tool: "textlint",
    reads: "markdown",
    files: /^\.textlintrc(?:\.\w+)?$/,
    key: "textlint",
    ignoreFiles: [".textlintignore"],
    how: addTo(".textlintignore"),
  },
  {
    tool: "mdformat",
    reads: "markdown",
    files: /^\.mdformat\.toml$/,
    table: "mdformat",
    excludes: (config) => strings(config, "exclude"),
    how: addToList("planning/**", "exclude"),
  },
  {
    tool: "vale",
    reads: "markdown",
    files: /^[._]vale\.ini$/,
    mentions: /^\[[^\]\n]*\bplanning\b/m,
    how: (config) => `add a section \`[planning/**]\` with an empty \`BasedOnStyles\` to \`${config}\``,
  },
  {
    tool: "cspell",
    files: /^\.?cspell(?:\.config)?\.(?:jsonc?|ya?ml|toml|[cm]?js)$/i,
    key: "cspell",
    dependency: "cspell",
    excludes: (config) => strings(config, "ignorePaths"),
    how: (config) => addToList("planning", "ignorePaths")(config === "package.json" ? "cspell.json" : config),
  },
  {
    tool: "codespell",
    files: /^\.codespellrc$/,
    table: "codespell",
    mentions: /^skip[ \t]*=.*\bplanning\b/m,
    how: addToList("planning", "skip"),
  },
  {
    tool: "typos",
    files: /^[._]?typos\.toml$/,
    table: "typos",
    excludes: (config) => strings(config, "files", "extend-exclude"),
    how: addToList("planning/", "files.extend-exclude"),
  },
  {
    // Runs the others on what is committed, with file lists of its own making.
    tool: "pre-commit",
    files: /^\.pre-commit-config\.yaml$/,
    active: (_, text) =>
      /\bid:\s*["']?(?:trailing-whitespace|end-of-file-fixer|mixed-line-ending|prettier|oxfmt|markdownlint|mdformat|codespell|typos|cspell|vale)/.test(
        text,
      ),
    // The value may go on in indented lines.
    mentions: /^exclude:[^\n]*(?:\n[ \t][^\n]*)*?\bplanning\b/m,
    how: (config) => `add \`exclude: ^planning/\` at the top of \`${config}\``,
  },
];

function isNegated(glob: string): boolean {
  return glob.startsWith("!");
}
