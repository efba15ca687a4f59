import { describe, expect, it } from "vitest";
import { formatters } from "../../src/repo/formatters.ts";
import { json, packageJson } from "./ecosystems/detected.ts";
import { recordView } from "./record-view.ts";

const look = (files: Record<string, string>) => formatters(recordView(files));

/** Tool; files that show it and do not leave planning out; where it is configured; what, added, leaves it out. */
const cases: [string, Record<string, string>, string, Record<string, string>][] = [
  ["prettier", { ".prettierrc": "{}" }, ".prettierrc", { ".prettierignore": "dist\nplanning/\n" }],
  ["prettier", { "prettier.config.mjs": "" }, "prettier.config.mjs", { ".gitignore": "/planning\n" }],
  [
    "prettier",
    { "package.json": packageJson({}, ["prettier"]) },
    "package.json",
    { ".prettierignore": "**/*.md\n*.json" },
  ],
  [
    "prettier",
    { "package.json": json({ prettier: {} }), ".prettierignore": "*.md" },
    "package.json",
    { ".prettierignore": "planning" },
  ],
  ["oxfmt", { ".oxfmtrc.json": "{}" }, ".oxfmtrc.json", { ".oxfmtrc.json": '{"ignorePatterns": ["planning/"]}' }],
  ["oxfmt", { ".oxfmtrc.jsonc": "// none\n{}" }, ".oxfmtrc.jsonc", { ".prettierignore": "planning" }],
  [
    "oxfmt",
    { "oxfmt.config.ts": "export default {}" },
    "oxfmt.config.ts",
    { "oxfmt.config.ts": 'ignorePatterns: ["planning/"]' },
  ],
  [
    "markdownlint-cli2",
    { ".markdownlint-cli2.jsonc": "{}" },
    ".markdownlint-cli2.jsonc",
    { ".markdownlint-cli2.jsonc": '{"ignores": ["planning/**"],}' },
  ],
  [
    "markdownlint-cli2",
    { ".markdownlint-cli2.yaml": "globs: ['**/*.md']" },
    ".markdownlint-cli2.yaml",
    { ".markdownlint-cli2.yaml": "globs: ['**/*.md', '!planning']" },
  ],
  [
    "markdownlint-cli2",
    { ".markdownlint-cli2.yaml": "{}" },
    ".markdownlint-cli2.yaml",
    { ".markdownlint-cli2.yaml": "globs: [docs/**]" },
  ],
  ["markdownlint", { ".markdownlint.json": "{}" }, ".markdownlint.json", { ".markdownlintignore": "planning" }],
  ["biome", { "biome.json": "{}" }, "biome.json", { "biome.json": '{"files": {"includes": ["**", "!planning"]}}' }],
  [
    "biome",
    { "biome.jsonc": "{}" },
    "biome.jsonc",
    { "biome.jsonc": '{"files": {"includes": ["**", "!!**/planning"]}}' },
  ],
  [
    "biome",
    { "biome.json": '{"files": {"includes": ["**"]}}' },
    "biome.json",
    { "biome.json": '{"files": {"includes": ["src/**"]}}' },
  ],
  ["biome", { "biome.json": "{}" }, "biome.json", { "biome.json": '{"files": {"ignore": ["planning/**"]}}' }],
  [
    "dprint",
    { "dprint.json": '{"plugins": ["x/markdown-0.1.wasm"]}' },
    "dprint.json",
    { "dprint.json": '{"plugins": ["x/markdown-0.1.wasm"], "excludes": ["planning"]}' },
  ],
  ["remark", { ".remarkrc.yml": "" }, ".remarkrc.yml", { ".remarkignore": "planning" }],
  ["textlint", { ".textlintrc.json": "{}" }, ".textlintrc.json", { ".textlintignore": "planning/**" }],
  ["mdformat", { ".mdformat.toml": "" }, ".mdformat.toml", { ".mdformat.toml": 'exclude = ["planning/**"]' }],
  [
    "vale",
    { ".vale.ini": "[*.md]\nBasedOnStyles = Vale\n" },
    ".vale.ini",
    { ".vale.ini": "[*.md]\nBasedOnStyles = Vale\n[planning/**]\nBasedOnStyles =\n" },
  ],
  ["cspell", { "cspell.json": "{}" }, "cspell.json", { "cspell.json": '{"ignorePaths": ["planning"]}' }],
  [
    "cspell",
    { ".cspell.config.yaml": "{}" },
    ".cspell.config.yaml",
    { ".cspell.config.yaml": "ignorePaths: [planning/**]" },
  ],
  [
    "codespell",
    { ".codespellrc": "[codespell]\n" },
    ".codespellrc",
    { ".codespellrc": "[codespell]\nskip = dist,planning\n" },
  ],
  [
    "codespell",
    { "pyproject.toml": "[tool.codespell]\n" },
    "pyproject.toml",
    { "pyproject.toml": '[tool.codespell]\nskip = "planning"\n' },
  ],
  ["typos", { "_typos.toml": "" }, "_typos.toml", { "_typos.toml": '[files]\nextend-exclude = ["planning/"]' }],
  [
    "pre-commit",
    { ".pre-commit-config.yaml": "repos:\n- hooks:\n  - id: end-of-file-fixer\n    exclude: planning\n" },
    ".pre-commit-config.yaml",
    {
      ".pre-commit-config.yaml":
        "exclude: |\n  (?x)^(\n    planning/\n  )$\nrepos:\n- hooks:\n  - id: end-of-file-fixer\n",
    },
  ],
];

it.each(cases)("%s in %j", (tool, files, config, ignoring) => {
  expect(look(files)).toEqual([
    { tool, config, ignored: false, how: expect.stringMatching(/^add .*`[^.]*$|^add .*`.*`$/) },
  ]);
  expect(look({ ...files, ...ignoring })).toEqual([{ tool, config, ignored: true, how: expect.any(String) }]);
});

describe("not concerned", () => {
  it.each<[string, Record<string, string>]>([
    ["an empty repository", {}],
    ["dprint for code alone", { "dprint.json": '{"plugins": ["x/typescript-0.1.wasm"]}' }],
    ["pre-commit for code alone", { ".pre-commit-config.yaml": "repos:\n- hooks:\n  - id: ruff\n" }],
    ["a linter of code", { "eslint.config.js": "" }],
  ])("%s", (_, files) => expect(look(files)).toEqual([]));
});

describe("rules that two programs share are reported for the one that is in use", () => {
  const rules = { ".markdownlint.json": "{}" };
  const workflow = "jobs: {lint: {steps: [{uses: DavidAnson/markdownlint-cli2-action@v16}]}}\n";
  it.each<[string, Record<string, string>, string[]]>([
    ["configured", { ".markdownlint-cli2.jsonc": "{}" }, ["markdownlint-cli2"]],
    [
      "with what the other would heed",
      { ".markdownlint-cli2.jsonc": "{}", ".markdownlintignore": "" },
      ["markdownlint-cli2"],
    ],
    ["a dependency", { "package.json": packageJson({}, ["markdownlint-cli2"]) }, ["markdownlint-cli2"]],
    ["called by a script", { "package.json": packageJson({ lint: "npx markdownlint-cli2 ." }) }, ["markdownlint-cli2"]],
    ["called in CI", { ".github/workflows/ci.yml": workflow }, ["markdownlint-cli2"]],
    [
      "the other one, called by a script",
      { "package.json": packageJson({ lint: "npx markdownlint-cli ." }) },
      ["markdownlint"],
    ],
    ["the other one", { "package.json": packageJson({}, ["markdownlint-cli"]) }, ["markdownlint"]],
    [
      "both",
      { "package.json": packageJson({}, ["markdownlint-cli", "markdownlint-cli2"]) },
      ["markdownlint-cli2", "markdownlint"],
    ],
    ["who knows which", {}, ["markdownlint"]],
  ])("%s", (_, files, tools) => {
    const found = look({ ...rules, ...files });
    expect(found.map(({ tool }) => tool)).toEqual(tools);
    const reads = { "markdownlint-cli2": "`.markdownlint-cli2.jsonc`", markdownlint: "`.markdownlintignore`" };
    for (const { tool, how } of found) expect(how).toContain(reads[tool as keyof typeof reads]);
    if (tools[0] === "markdownlint-cli2") expect(found[0]?.how).not.toContain(".markdownlintignore");
  });
});

it("a project that is called planning is not one that leaves it out", () => {
  const named = json({ name: "planning", devDependencies: { cspell: "*", oxfmt: "*" } });
  expect(look({ "package.json": named }).map(({ ignored }) => ignored)).toEqual([false, false]);
});

it("says how, for each tool in its own words", () => {
  const files = Object.assign({}, ...cases.map(([, shown]) => shown));
  const hows = look(files).map(({ tool, how }) => `${tool}: ${how}`);
  expect(hows).toMatchInlineSnapshot(`
    [
      "prettier: add \`planning/\` to \`.prettierignore\`",
      "oxfmt: add \`planning/\` to \`ignorePatterns\` in \`.oxfmtrc.json\`",
      "markdownlint-cli2: add \`planning/**\` to \`ignores\` in \`.markdownlint-cli2.jsonc\`",
      "biome: add \`"!planning"\` to \`files.includes\` in \`biome.json\`",
      "dprint: add \`planning\` to \`excludes\` in \`dprint.json\`",
      "remark: add \`planning/\` to \`.remarkignore\`",
      "textlint: add \`planning/\` to \`.textlintignore\`",
      "mdformat: add \`planning/**\` to \`exclude\` in \`.mdformat.toml\`",
      "vale: add a section \`[planning/**]\` with an empty \`BasedOnStyles\` to \`.vale.ini\`",
      "cspell: add \`planning\` to \`ignorePaths\` in \`.cspell.config.yaml\`",
      "codespell: add \`planning\` to \`skip\` in \`.codespellrc\`",
      "typos: add \`planning/\` to \`files.extend-exclude\` in \`_typos.toml\`",
      "pre-commit: add \`exclude: ^planning/\` at the top of \`.pre-commit-config.yaml\`",
    ]
  `);
});
