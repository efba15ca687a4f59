import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { commitAll, git, tempDir, writeFiles } from "../helpers/temp.ts";
import { runHere } from "../upgrade/support/in-process.ts";

const pyproject = `[project]
name = "acme-api"

[dependency-groups]
dev = ["pytest>=8.3", "ruff>=0.6", "mypy>=1.11"]

[tool.pytest.ini_options]
[tool.ruff]
[tool.mypy]
`;

it("the README shows what a first run says", async () => {
  const dir = path.join(await tempDir(), "acme-api");
  await writeFiles(dir, { "pyproject.toml": pyproject, "uv.lock": "version = 1\n", "CLAUDE.md": "# Acme\n" });
  await commitAll(dir);
  const { exit, stdout } = await runHere(["--yes"], { cwd: dir });
  expect(exit).toBe(0);
  const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
  const shown = /```console\n\$ npx plan-init --yes\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
  const hash = await git(dir, "rev-parse", "--short=7", "HEAD");
  expect(shown.replace(/@ [0-9a-f]{7} /, `@ ${hash} `)).toBe(stdout.replace(dir, "~/acme-api"));
});
