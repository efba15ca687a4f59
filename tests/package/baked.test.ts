import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { agentIds } from "../../src/config/agents.ts";
import { planInit } from "../helpers/cli.ts";
import { commitAll, tempDir } from "../helpers/temp.ts";
import { snapshot } from "../helpers/tree.ts";
import { project } from "./published.ts";

/** A pack that the program has to read and compile itself, with the very texts that were baked into it. */
async function unbaked(folder: string): Promise<string> {
  await cp(join(project, "templates"), folder, { recursive: true });
  const packFile = join(folder, "pack.yml");
  const text = await readFile(packFile, "utf8");
  await writeFile(packFile, text.replace(/^name: .*$/m, "name: house\nstandalone: true"));
  return folder;
}

const tricky = ["project={{agents}} `x` *y* <b>", "commands.test=make \"test\" && echo 'ok'", "commands.lint="];

describe("the built-in pack, compiled by the build", () => {
  it.each([
    ["defaults", []],
    ["every agent, and runs kept out of git", [`agents=${agentIds.join(",")}`, "commit_runs=false"]],
    ["values full of syntax", tricky],
  ])("writes what its templates say: %s", async (_, answers) => {
    const home = await tempDir();
    const templates = await unbaked(join(home, "templates"));
    const trees = ["baked", "read"].map(async (name) => {
      // The folder's name is the project's.
      const root = join(home, name, "tide");
      await mkdir(root, { recursive: true });
      await commitAll(root);
      const own = name === "read" ? ["--templates", templates] : [];
      const sets = answers.flatMap((answer) => ["--set", answer]);
      expect(await planInit(["--yes", ...own, ...sets], { cwd: root })).toMatchObject({ exit: 0, stderr: "" });
      return withoutTime(await snapshot(root));
    });
    const [baked, read] = await Promise.all(trees);
    expect(Object.keys(baked ?? {}).length).toBeGreaterThan(10);
    expect(baked).toEqual(read);
  });
});

/** The seed says when it was made, and the two were not made in the same second. */
function withoutTime(tree: Record<string, string>): Record<string, string> {
  const plain = (text: string) => text.replaceAll(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z/g, "a time");
  const kept = Object.entries(tree).filter(([path]) => !path.startsWith("planning/.plan-init/"));
  return Object.fromEntries(kept.map(([path, text]) => [path, plain(text)]));
}
