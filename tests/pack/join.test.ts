import path from "node:path";
import fs from "fs-extra";
import { describe, expect, it } from "vitest";
import { localDir } from "../../src/pack/paths.ts";
import { exclusively, transact } from "../../src/pack/transaction.ts";
import { planUndoing } from "../../src/pack/undoing.ts";
import { tempDir } from "../helpers/temp.ts";
import { snapshot } from "../helpers/tree.ts";

const signal = new AbortController().signal;
const manifest = "planning/.plan-init/manifest.json";
const base = "planning/.plan-init/bases/b";

const run = (root: string, contents: Record<string, string | null>, joins = false) => {
  const changes = Object.entries(contents).map(([file, content]) => ({ path: file, content }));
  return exclusively(root, () => transact(root, changes, { verb: "init", joins, signal }));
};

async function undo(root: string): Promise<void> {
  const { changes } = await planUndoing(root, false);
  await exclusively(root, () => transact(root, changes, { verb: "undo", signal }));
}

const shared = async (root: string) =>
  Object.fromEntries(Object.entries(await snapshot(root)).filter(([file]) => !file.startsWith(localDir)));

async function upgraded(): Promise<{ root: string; before: Record<string, string> }> {
  const root = await tempDir();
  await fs.outputFile(path.join(root, "planning/README.md"), "old\n");
  await fs.outputFile(path.join(root, manifest), "{}\n");
  await fs.outputFile(path.join(root, base), "lost\n");
  const before = await shared(root);
  await run(root, { "planning/README.md": "new\n", [manifest]: "{1}\n" });
  return { root, before };
}

describe("a run that touches only the tool's own notes", () => {
  it("is taken back together with the run before it", async () => {
    const { root, before } = await upgraded();
    await run(root, { [base]: "back\n", [manifest]: "{2}\n" }, true);
    await run(root, { [manifest]: "{3}\n" }, true);
    await undo(root);
    expect(await shared(root)).toEqual(before);
  });

  it("is a run of its own when there is none before it", async () => {
    const root = await tempDir();
    await fs.outputFile(path.join(root, manifest), "{}\n");
    const before = await shared(root);
    await run(root, { [manifest]: "{1}\n" }, true);
    await undo(root);
    expect(await shared(root)).toEqual(before);
  });

  it("is not what an upgrade is, even one that touches no file", async () => {
    const { root } = await upgraded();
    const between = await shared(root);
    await run(root, { [manifest]: "{2}\n" });
    await undo(root);
    expect(await shared(root)).toEqual(between);
  });
});
