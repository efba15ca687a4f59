import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

/**
 * When each file and folder below a root was last written, in nanoseconds, with its inode; the index of git included, the rest of
 * `.git` left out. Equal stamps before and after mean that nothing at all was written.
 */
export async function stamps(root: string, folder = ""): Promise<Record<string, string>> {
  const found: Record<string, string> = { [folder || "."]: await stampOf(join(root, folder)) };
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (path === ".git") found[".git/index"] = await stampOf(join(root, ".git/index")).catch(() => "none");
    else if (entry.isDirectory()) Object.assign(found, await stamps(root, path));
    else found[path] = await stampOf(join(root, path));
  }
  return found;
}

async function stampOf(path: string): Promise<string> {
  const { ino, mtimeNs, ctimeNs } = await lstat(path, { bigint: true });
  return `${ino} ${mtimeNs} ${ctimeNs}`;
}
