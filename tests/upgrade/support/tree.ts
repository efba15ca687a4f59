import { lstat, readdir, readFile, readlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { localDir } from "../../../src/pack/paths.ts";

/**
 * What a repository holds: permission bits and bytes of every file, folders, links' targets; `.git` and what is of this machine only left
 * out. Two equal trees are equal byte for byte.
 */
export async function treeOf(root: string, folder = ""): Promise<Record<string, string>> {
  const tree: Record<string, string> = {};
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (path === ".git" || path.endsWith(localDir)) continue;
    if (entry.isDirectory()) Object.assign(tree, { [`${path}/`]: "" }, await treeOf(root, path));
    else tree[path] = await fileOf(join(root, path));
  }
  return tree;
}

async function fileOf(full: string): Promise<string> {
  const stats = await lstat(full);
  if (stats.isSymbolicLink()) return `→ ${await readlink(full)}`;
  if (!stats.isFile()) return "not a file";
  const bytes = await readFile(full);
  const text = bytes.toString("utf8");
  const content = Buffer.from(text, "utf8").equals(bytes) ? text : bytes.toString("hex");
  return `${(stats.mode & 0o777).toString(8)} ${content}`;
}

/** Everything that lies about of a run: locks, journals, temporary files. */
export async function leftovers(root: string, folder = ""): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (path === ".git") continue;
    if (/plan-init-tmp$|\/lock-|local\/journal|local\/former/.test(path)) found.push(path);
    if (entry.isDirectory()) found.push(...(await leftovers(root, path)));
  }
  return found;
}

/** Gives every text file below a root the line endings that a checkout with `core.autocrlf` gives it; bases are `-text`. */
export async function checkOutAsCrlf(root: string): Promise<void> {
  for (const [path, content] of Object.entries(await treeOf(root))) {
    const isText = !path.endsWith("/") && !path.includes(".plan-init/bases/") && !content.startsWith("→");
    if (!isText) continue;
    const text = await readFile(join(root, path), "utf8");
    await writeFile(join(root, path), text.replace(/\r?\n/g, "\r\n"));
  }
}
