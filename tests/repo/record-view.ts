import type { RepoView } from "../../src/repo/facts.ts";

/** A repository as a record of paths and texts. */
export function recordView(files: Record<string, string>): RepoView {
  const paths = Object.keys(files);
  const below = (folder: string) => (folder === "" ? "" : `${folder}/`);
  return {
    has: (path) => Object.hasOwn(files, path) || paths.some((other) => other.startsWith(below(path))),
    read: (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
    size: (path) => (Object.hasOwn(files, path) ? Buffer.byteLength(files[path] ?? "") : undefined),
    list(folder) {
      const prefix = below(folder);
      const rest = paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
      return [...new Set(rest.map((path) => path.replace(/\/.*$/s, "/")))].sort();
    },
  };
}
