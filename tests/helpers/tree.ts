import path from "node:path";
import fs from "fs-extra";

/** Every file below a folder with its text, `.git` left out: what must be equal before and after. */
export async function snapshot(root: string, folder = ""): Promise<Record<string, string>> {
  const tree: Record<string, string> = {};
  for (const entry of await fs.readdir(path.join(root, folder), { withFileTypes: true })) {
    const file = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (file === ".git") continue;
    if (entry.isDirectory()) Object.assign(tree, { [`${file}/`]: "" }, await snapshot(root, file));
    else if (entry.isSymbolicLink()) tree[file] = `→ ${await fs.readlink(path.join(root, file))}`;
    else tree[file] = await fs.readFile(path.join(root, file), "utf8");
  }
  return tree;
}
