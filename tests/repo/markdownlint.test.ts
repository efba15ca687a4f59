import { main } from "markdownlint-cli2";
import { expect, it } from "vitest";
import { formatters } from "../../src/repo/formatters.ts";
import { diskView } from "../../src/repo/view.ts";
import { tempDir, writeFiles } from "../helpers/temp.ts";
import { json } from "./ecosystems/detected.ts";

const files = {
  ".markdownlint.json": "{}",
  "README.md": "# A\n\n\ttab\n",
  "planning/README.md": "# B\n\n\ttab\n",
  "planning/_state/CANONICAL_PLAN.md": "# C\n\n\ttab\n",
};
const config = ".markdownlint-cli2.jsonc";
const ignores = (...globs: string[]) => ({ [config]: json({ ignores: globs }) });
const all = ["**/*.md"];

/** What is configured, how the program is called, and whether it then leaves `planning/` alone: as it does when it is run. */
const cases: [string, Record<string, string>, string[], boolean][] = [
  ["nothing", { [config]: "{}" }, all, false],
  ["the advice", ignores("planning/**"), all, true],
  ["a file named on the command line", ignores("planning/**"), ["planning/README.md"], true],
  ["the bare folder", ignores("planning"), all, true],
  ["the folder with a slash", ignores("planning/"), all, true],
  ["a path from here", ignores("./planning/**"), all, true],
  ["any such folder", ignores("**/planning/**"), all, true],
  ["a slash in front", ignores("/planning/**"), all, false],
  ["one level of it", ignores("planning/*"), all, false],
  ["the markdown of the top", ignores("*.md"), all, false],
  ["in YAML", { ".markdownlint-cli2.yaml": "ignores:\n  - planning/**\n" }, all, true],
  ["in package.json", { "package.json": json({ "markdownlint-cli2": { ignores: ["planning/**"] } }) }, all, true],
  ["a file of the other program", { [config]: "{}", ".markdownlintignore": "planning\n" }, all, false],
  ["taken out of its globs", { [config]: json({ globs: ["**/*.md", "!planning"] }) }, [], true],
  ["with a sign for command lines", { [config]: json({ globs: ["**/*.md", "#planning"] }) }, [], false],
  ["other globs", { [config]: json({ globs: ["docs/**/*.md"] }) }, [], true],
  ["globs of the top", { [config]: json({ globs: ["*.md"] }) }, [], true],
  [
    "on a script's command line",
    { "package.json": json({ scripts: { lint: "markdownlint-cli2 '**/*.md' '#planning'" } }) },
    [...all, "#planning"],
    true,
  ],
  ["ignored by git, which it heeds", { [config]: '{ "gitignore": true }', ".gitignore": "planning/\n" }, all, true],
  ["ignored by git, which it does not heed", { [config]: "{}", ".gitignore": "planning/\n" }, all, false],
];

it.each(cases)("markdownlint-cli2 with %s", async (_, configured, argv, leftOut) => {
  const directory = await tempDir();
  await writeFiles(directory, { ...files, ...configured });
  const said: string[] = [];
  await main({ directory, argv, logError: (line) => said.push(line) });
  expect(said.some((line) => line.startsWith("planning/"))).toBe(!leftOut);
  const found = formatters(diskView(directory));
  expect(found.map(({ tool, ignored }) => ({ tool, ignored }))).toEqual([
    { tool: "markdownlint-cli2", ignored: leftOut },
  ]);
});
