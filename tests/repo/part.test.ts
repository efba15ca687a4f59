import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { detect } from "../../src/repo/detect.ts";
import type { RepoFacts } from "../../src/repo/facts.ts";
import { diskView, viewsAbove } from "../../src/repo/view.ts";
import { skeletons } from "../helpers/skeletons.ts";
import { commitAll, gitEnv, tempDir, writeFiles } from "../helpers/temp.ts";
import { type Files, json, packageJson } from "./ecosystems/detected.ts";
import { recordView } from "./record-view.ts";

const short = ({ ecosystems, commands }: RepoFacts) => [
  ecosystems.map(({ title }) => title).join(),
  commands.test[0]?.command,
];
const part: Files = { "package.json": packageJson({ test: "vitest run" }) };
const yarn4 = packageJson({}, ["vitest"], { packageManager: "yarn@4.1.0" });

/** What the part holds, what the folders above it hold, nearest first, and what comes of it. */
const cases: [string, Files, Files[], [string, string | undefined]][] = [
  ["npm, when nothing further up says otherwise", part, [{ "README.md": "" }], ["Node.js (npm)", "npm test"]],
  ["the lock of the workspace", part, [{ "pnpm-lock.yaml": "" }], ["Node.js (pnpm)", "pnpm test"]],
  ["the workspace's own file", part, [{ "pnpm-workspace.yaml": "" }], ["Node.js (pnpm)", "pnpm test"]],
  ["its `packageManager`", part, [{ "package.json": yarn4 }], ["Node.js (yarn)", "yarn test"]],
  ["the nearest of two", part, [{ "bun.lock": "" }, { "yarn.lock": "" }], ["Node.js (bun)", "bun run test"]],
  ["one two folders up", part, [{}, { "yarn.lock": "" }], ["Node.js (yarn)", "yarn test"]],
  ["a lock of its own", { ...part, "yarn.lock": "" }, [{ "pnpm-lock.yaml": "" }], ["Node.js (yarn)", "yarn test"]],
  [
    "rather the lock than what a script calls",
    { "package.json": json({ scripts: { test: "yarn build" } }) },
    [{ "pnpm-lock.yaml": "" }],
    ["Node.js (pnpm)", "pnpm test"],
  ],
  [
    "uv of a Python workspace",
    { "pyproject.toml": '[project]\nname = "x"\ndependencies = ["pytest"]\n', "tests/test_x.py": "" },
    [{ "pyproject.toml": "[tool.uv.workspace]\n" }],
    ["Python (uv)", "uv run pytest"],
  ],
  [
    "its own table before the lock further up",
    {
      "pyproject.toml": '[tool.poetry]\nname = "x"\n[tool.poetry.dependencies]\npytest = "*"\n',
      "tests/test_x.py": "",
    },
    [{ "uv.lock": "" }],
    ["Python (poetry)", "poetry run pytest"],
  ],
];

it.each(cases)("a part of a repository takes %s", (_, files, above, expected) => {
  expect(short(detect(recordView(files), "part", above.map(recordView)))).toEqual(expected);
});

it("looks no further up than to the top of the repository", async () => {
  const outside = await tempDir();
  const top = join(outside, "repo");
  await mkdir(top);
  await writeFiles(outside, { "yarn.lock": "", "repo/packages/api/package.json": part["package.json"] ?? "" });
  await commitAll(top);
  const api = join(top, "packages/api");
  expect(viewsAbove(api, gitEnv)).toHaveLength(2);
  expect(viewsAbove(top, gitEnv)).toEqual([]);
  expect(viewsAbove(outside, gitEnv)).toEqual([]);
  expect(short(detect(diskView(api), "api", viewsAbove(api, gitEnv)))).toEqual(["Node.js (npm)", "npm test"]);
});

it("a package of a real workspace is run by the workspace's package manager", async () => {
  const top = await tempDir();
  await skeletons["pnpm-monorepo"](top);
  const view = diskView(join(top, "packages"));
  const [name = ""] = view.list("").filter((each) => each.endsWith("/"));
  const folder = join(top, "packages", name);
  const facts = detect(diskView(folder), name, viewsAbove(folder, gitEnv));
  expect(facts.ecosystems).toEqual([{ id: "node", title: "Node.js (pnpm)" }]);
  expect(facts.monorepo).toEqual([]);
});
