import path from "node:path";
import fs from "fs-extra";
import type { GitOptions } from "../../repo/git.ts";
import { strategyDir, vaultDir } from "../../strategy/paths.ts";
import type { TreeFacts, VaultFolder } from "../../strategy/tree/lint/types.ts";
import type { Judged } from "../../strategy/tree/select.ts";
import type { TreeFile } from "./read.ts";

const folders: readonly VaultFolder[] = ["pending", "approved", "fired", "rejected"];

/** Asking git about more lines takes seconds. */
const mostBlamed = 5000;

/** What the repository knows of a tree: its vault, and since when its lines say what they say. */
export async function gatherFacts(
  root: string,
  { own }: TreeFile,
  { graph, statuses }: Judged,
  now: Date,
  git: GitOptions,
): Promise<TreeFacts> {
  const isDone = statuses.some(({ word }) => word === "DONE");
  const asks = own !== undefined && isDone && graph.tree.lineCount <= mostBlamed;
  const [vault, writtenAt] = await Promise.all([
    graph.tree.items.some((item) => item.vault !== undefined) ? readVault(root) : undefined,
    asks ? import("../../repo/line-times.ts").then(({ readLineTimes }) => readLineTimes(root, own, git)) : undefined,
  ]);
  return { now, ...(vault && { vault }), ...(writtenAt && { writtenAt }) };
}

/** In which folder each item of the vault lies; `undefined` where nothing of strategy mode is. */
async function readVault(root: string): Promise<Map<string, VaultFolder> | undefined> {
  if (!(await fs.pathExists(path.join(root, strategyDir)))) return undefined;
  const items = new Map<string, VaultFolder>();
  for (const folder of folders) {
    const names = await fs.readdir(path.join(root, vaultDir(folder))).catch(() => []);
    for (const name of names) if (name.endsWith(".md")) items.set(name.slice(0, -3), folder);
  }
  return items;
}
