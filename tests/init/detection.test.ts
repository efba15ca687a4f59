import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parseConfig } from "../../src/config/parse.ts";
import { skeletons } from "../helpers/skeletons.ts";
import { commitAll, tempDir, writeFiles } from "../helpers/temp.ts";
import { runHere } from "../upgrade/support/in-process.ts";

async function init(cwd: string, ...flags: string[]) {
  expect(await runHere(["--yes", ...flags], { cwd })).toMatchObject({ exit: 0, stderr: "" });
  return parseConfig(await readFile(join(cwd, "planning/config.yml"), "utf8"), "config.yml");
}

it("a part of a workspace, planned for with `--here`, has the commands of the workspace's package manager", async () => {
  const top = await tempDir();
  await skeletons["pnpm-monorepo"](top);
  expect((await init(join(top, "packages/api"), "--here")).commands).toMatchObject({
    test: "pnpm test",
    build: "pnpm run build",
  });
});

it("a config that is made anew does not call what plan-init wrote a document worth reading", async () => {
  const root = await tempDir();
  await writeFiles(root, { "README.md": "# Pier\n\nMoorings.\n" });
  await commitAll(root);
  const first = await init(root, "--set", "agents=claude,agents-md");
  await rm(join(root, "planning/config.yml"));
  const again = await init(root);
  expect(again.context).toEqual(["README.md"]);
  expect(again).toEqual(first);
});
