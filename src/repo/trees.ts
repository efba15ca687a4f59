/** What a commit has at a path. */
export interface TreeEntry {
  kind: "file" | "link" | "folder" | "submodule";
  object: string;
}

/** Entries of a commit's tree by path. */
export type Tree = ReadonlyMap<string, TreeEntry>;

const kinds: Record<string, TreeEntry["kind"]> = { "040000": "folder", "120000": "link", "160000": "submodule" };

/** Reads what `git ls-tree -t -z` says (git-ls-tree(1), "Output format"). */
export function parseTree(output: string): Tree {
  const tree = new Map<string, TreeEntry>();
  for (const record of output.split("\0")) {
    const [, mode = "", object = "", path = ""] = /^(\d{6}) \w+ ([0-9a-f]+)\t(.+)$/s.exec(record) ?? [];
    if (path !== "") tree.set(path, { kind: kinds[mode] ?? "file", object });
  }
  return tree;
}

/** A path and the folders it lies in, outermost first. */
export function withParents(path: string): string[] {
  const parts = path.split("/");
  return parts.map((_, at) => parts.slice(0, at + 1).join("/"));
}

/**
 * What stands for a path in a tree: the entry itself, or the submodule or symbolic link that it lies behind, whose inside the tree
 * does not tell; `undefined` when nothing does.
 */
export function entryFor(tree: Tree, path: string): TreeEntry | undefined {
  const behind = withParents(path)
    .map((each) => tree.get(each))
    .find((entry) => entry?.kind === "submodule" || entry?.kind === "link");
  return behind ?? tree.get(path);
}
