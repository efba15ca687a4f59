import { truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detect } from "../../src/repo/detect.ts";
import type { RepoFacts } from "../../src/repo/facts.ts";
import { formatters } from "../../src/repo/formatters.ts";
import { diskView } from "../../src/repo/view.ts";
import { tempDir } from "../helpers/temp.ts";
import { type Files, factsOf } from "./ecosystems/detected.ts";
import { recordView } from "./record-view.ts";

/** Every file whose text detection reads. */
const readFiles = [
  ...["package.json", "tsconfig.json", "turbo.json", "lerna.json", "pnpm-workspace.yaml", "deno.json", "composer.json"],
  ...[
    "pyproject.toml",
    "Pipfile",
    "setup.py",
    "setup.cfg",
    "tox.ini",
    "tox.toml",
    "noxfile.py",
    "requirements.txt",
    "hatch.toml",
  ],
  ...[
    "tests/test_a.py",
    "Cargo.toml",
    "go.mod",
    "go.work",
    "pom.xml",
    "build.gradle",
    "settings.gradle",
    "A.sln",
    "B.csproj",
  ],
  ...["Gemfile", "a.gemspec", "Rakefile", "mix.exs", "CMakeLists.txt", "CMakePresets.json", "Makefile", "justfile"],
  ...["Taskfile.yml", "README.md", ".prettierignore", ".gitignore", "biome.json", "cspell.json", ".vale.ini"],
  ...[
    ".pre-commit-config.yaml",
    ".markdownlint-cli2.jsonc",
    "dprint.json",
    ".mdformat.toml",
    ".remarkrc",
    ".prettierrc",
  ],
];

/** Whatever the files hold, facts are plain lines. */
function expectPlain(facts: RepoFacts): void {
  const lines = [
    facts.project,
    ...facts.context,
    ...facts.monorepo,
    ...facts.ecosystems.map(({ title }) => title),
    ...Object.values(facts.commands).flatMap((list) => list.flatMap(({ command, source }) => [command, source])),
  ];
  for (const line of lines) expect(line).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}]{1,600}$/u);
  for (const { command } of Object.values(facts.commands).flat()) expect(command).toMatch(/^[\w@./:=&"* -]+$/);
}

const mib = 1024 * 1024;
/** Enough for a quadratic pattern to take many seconds for one file, and for a recursive parser to overflow. */
const endless = (unit: string) => unit.repeat(Math.floor(mib / 8 / unit.length));

/** What makes a careless pattern or parser slow, or a recursive one overflow. */
const bombs: [string, string][] = [
  ...["[", "{", '{"a":', "[[", "<a>", "(", "- ", "a: &a ", "[a.", "'''", "/*", "<!--", '\\"', '"', "`"],
  ...[
    " ",
    "\n",
    "\t",
    ",",
    ", ",
    "a",
    "a ",
    "use (",
    "\\\n",
    "x:",
    "x: \\\n",
    "= ",
    "tests ",
    "tsc ",
    "name",
    "#",
    "*",
    "!",
  ],
  ...[
    "test: a\n",
    "def test",
    "requires=[",
    "[testenv:a]\n",
    "add_dependency ",
    "<artifactId>",
    "task ",
    "a = b\n",
    "a.",
  ],
].map((unit) => [JSON.stringify(unit), endless(unit)]);

describe("a great deal of one thing in every file", () => {
  it.each(bombs)("%s", (_, text) => {
    // YAML's parser is slow by itself, and therefore given less than it would be refused for.
    const cut = (path: string) => (/ya?ml$|rc$/.test(path) ? text.slice(0, 16_000) : text);
    const files: Files = Object.fromEntries(readFiles.map((path) => [path, cut(path)]));
    const start = performance.now();
    expectPlain(factsOf(files));
    formatters(recordView(files));
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

it.each([
  "null",
  "7",
  '"x"',
  "[]",
  "[null]",
  "true",
  '{"scripts": 7, "workspaces": {"packages": {}}, "name": {}, "devDependencies": []}',
])("JSON and YAML of another shape: %s", (text) => {
  expectPlain(factsOf(Object.fromEntries(readFiles.map((path) => [path, text]))));
});

it("TOML of another shape", () => {
  const wrong = [
    "project = 7",
    "tool = []",
    "[project]\nname = 1\ndependencies = {}",
    "[tool]\nuv = 1\npoetry = 2\nruff = 3\nmypy = 4",
  ];
  for (const text of wrong) expectPlain(factsOf(Object.fromEntries(readFiles.map((path) => [path, text]))));
});

it("names that mean something to a shell, a terminal or JavaScript are never part of a command", () => {
  const nasty = [
    "$(reboot)",
    "`reboot`",
    "; rm -rf ~",
    "a b",
    "\u001b[31m",
    "\u202e",
    "__proto__",
    "constructor",
    "-rf",
    "'\"",
    "../..",
  ];
  for (const name of nasty) {
    const quoted = JSON.stringify(name);
    const files: Files = {
      "package.json": `{"name": ${quoted}, "scripts": {${quoted}: "x", "test": ${quoted}}, "workspaces": [${quoted}]}`,
      "turbo.json": `{"tasks": {${quoted}: {}}}`,
      "pyproject.toml": `[project]\nname = ${JSON.stringify(name.replace(/[^ -~]/g, ""))}\n[tool.poe.tasks]\n"x" = "y"\n`,
      "go.work": `use ${name}\n`,
      Makefile: `${name}: x\n`,
      "CMakePresets.json": `{"configurePresets": [{"name": ${quoted}}]}`,
      [`${name}.sln`]: "a.Tests.csproj",
      "Other.sln": "",
      [`${name}/package.json`]: '{"scripts": {"test": "x"}}',
    };
    expectPlain(factsOf(files));
  }
});

it("any texts whatever", () => {
  const vocabulary = [
    "test:",
    "[tool.poetry]\n",
    '"scripts"',
    "{",
    "}",
    "[",
    "]",
    "\n",
    "\t",
    ":",
    "=",
    "test",
    '"',
    "lint",
    "\\",
    "use",
    "#",
  ];
  const text = fc
    .array(fc.oneof(fc.constantFrom(...vocabulary), fc.string({ maxLength: 5 })))
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...readFiles), text), (files) => expectPlain(factsOf({ ...files }))),
    { numRuns: 200 },
  );
});

it("a manifest of ten megabytes is as good as malformed", async () => {
  const dir = await tempDir();
  await writeFile(join(dir, "package.json"), '{"scripts": {"test": "x"}}');
  await truncate(join(dir, "package.json"), 10 * mib);
  await writeFile(join(dir, "README.md"), "x".repeat(10 * mib));
  expect(detect(diskView(dir), "folder")).toMatchObject({
    ecosystems: [{ id: "node" }],
    commands: { test: [] },
    context: [],
  });
});
