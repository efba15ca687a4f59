import path from "node:path";
import fs from "fs-extra";
import type { RepoView } from "./facts.ts";
import { type Env, locate } from "./root.ts";

/** A larger file is no manifest, whatever its name says. */
const maxBytes = 1024 * 1024;
const maxNames = 5000;

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * The repository on disk. It looks only at what is asked for, never walks, opens nothing but ordinary files, and does not
 * follow a symlink out of `root`. What cannot be read counts as absent: no question throws.
 *
 * @param root the repository's top folder
 */
export function diskView(root: string): RepoView {
  const texts = new Map<string, string | undefined>();
  const listings = new Map<string, string[]>();
  const top = quietly(() => fs.realpathSync.native(root)) ?? root;
  const find = (relative: string) => inside(top, relative);
  return {
    has: (relative) => find(relative) !== undefined,
    read(relative) {
      if (!texts.has(relative)) texts.set(relative, readText(find(relative)));
      return texts.get(relative);
    },
    list(folder) {
      if (!listings.has(folder)) listings.set(folder, listFolder(find(folder)));
      return listings.get(folder) ?? [];
    },
    size(relative) {
      const found = find(relative);
      return found?.stats.isFile() ? found.stats.size : undefined;
    },
  };
}

/** A view of what stands below `folder`, as if that were the repository. */
export function viewOf(view: RepoView, folder: string): RepoView {
  const at = (relative: string) => (relative === "" ? folder : `${folder}/${relative}`);
  return {
    has: (relative) => view.has(at(relative)),
    read: (relative) => view.read(at(relative)),
    list: (relative) => view.list(at(relative)),
    size: (relative) => view.size(at(relative)),
  };
}

/** The folders above `root`, up to the top of its repository, nearest first, each with a view of its own. */
export function viewsAbove(root: string, env: Env): RepoView[] {
  const depth = path.relative(locate(root, env).root, root).split(path.sep).filter(Boolean).length;
  return Array.from({ length: depth }, (_, level) => diskView(path.resolve(root, "../".repeat(level + 1))));
}

interface Found {
  /** Without symlinks. */
  real: string;
  root: string;
  stats: fs.Stats;
}

function inside(root: string, relative: string): Found | undefined {
  if (relative.includes("\0") || path.isAbsolute(relative)) return undefined;
  const full = path.join(root, relative);
  return quietly(() => {
    // Most questions are about what is not there; this answers those without the cost of an exception.
    const stats = fs.statSync(full, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    const real = fs.realpathSync.native(full);
    return real === root || real.startsWith(root + path.sep) ? { real, root, stats } : undefined;
  });
}

function readText(found: Found | undefined): string | undefined {
  if (found === undefined || !found.stats.isFile() || found.stats.size > maxBytes) return undefined;
  const text = quietly(() => utf8.decode(fs.readFileSync(found.real)));
  return text?.includes("\0") ? undefined : text;
}

function listFolder(found: Found | undefined): string[] {
  if (!found?.stats.isDirectory()) return [];
  return (quietly(() => [...names(found)]) ?? []).sort();
}

function* names({ real, root }: Found): Generator<string> {
  const folder = fs.opendirSync(real, { bufferSize: 512 });
  try {
    for (let count = 0; count < maxNames; count++) {
      const entry = folder.readSync();
      if (entry === null) return;
      // Only what a link leads to tells whether it is a folder, and whether it may be seen.
      const target = entry.isSymbolicLink()
        ? inside(root, path.relative(root, path.join(real, entry.name)))
        : undefined;
      if (entry.isSymbolicLink() && target === undefined) continue;
      yield (target?.stats ?? entry).isDirectory() ? `${entry.name}/` : entry.name;
    }
  } finally {
    folder.closeSync();
  }
}

function quietly<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
