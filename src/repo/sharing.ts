import path from "node:path";
import { type GitOptions, openGit } from "./git.ts";
import { type IgnoredBy, parseIgnored } from "./ignored.ts";
import { locate } from "./root.ts";

type Git = ReturnType<typeof openGit>;

/** A path that git ignores, and why; relative to the folder asked about. */
export interface IgnoredPath extends IgnoredBy {
  /** The outermost folder of the path that is ignored, else the path itself; empty when the folder asked about is. */
  covered: string;
}

/** What others do not get through git. */
export interface Sharing {
  ignored: IgnoredPath[];
  /** Neither ignored nor added. */
  untracked: string[];
}

/**
 * Asks git which files it ignores or does not have. Where git cannot tell, none.
 *
 * @param root the repository's top folder, or a folder in it
 * @param paths of files that are there, relative to `root`
 * @throws the signal's reason when it is aborted
 */
export async function readSharing(root: string, paths: readonly string[], options: GitOptions = {}): Promise<Sharing> {
  const place = locate(root, options.env ?? process.env);
  if (place.git !== "repository" || paths.length === 0) return { ignored: [], untracked: [] };
  const git = openGit(root, place, options);
  const [tracked, by] = await Promise.all([
    trackedOf(git, paths),
    patternsBy(git, root === place.root ? [] : ["."], paths),
  ]);
  options.signal?.throwIfAborted();
  const coverOf = (file: string) => ["", ...foldersOf(file)].find((one) => by.has(one || "."));
  const sourceOf = ({ source }: IgnoredBy) => relativeTo(root, path.resolve(place.root, source), place.root);
  // A path that is tracked is not lost, whatever the patterns say.
  const missing = paths.filter((each) => !tracked.has(each));
  const ignored = missing.flatMap((each): IgnoredPath[] => {
    const why = by.get(each);
    return why === undefined ? [] : [{ ...why, source: sourceOf(why), covered: coverOf(each) ?? each }];
  });
  return { ignored, untracked: missing.filter((each) => !by.has(each)) };
}

/** Those that are in the index; all of them where git cannot tell. */
async function trackedOf(git: Git, asked: readonly string[]): Promise<Set<string>> {
  // Names are names, not patterns.
  const query = ["--literal-pathspecs", "ls-files", "-z", "--", ...asked];
  const listed = await git.raw(query).catch(() => undefined);
  return new Set(listed?.split("\0") ?? asked);
}

/** The patterns by which the paths, and the folders that they lie in, are ignored. */
async function patternsBy(git: Git, around: string[], asked: readonly string[]): Promise<Map<string, IgnoredBy>> {
  const all = [...new Set([...around, ...asked.flatMap((each) => [...foldersOf(each), each])])];
  const ask = (paths: readonly string[]) => git.raw(["check-ignore", "--verbose", "--no-index", "--", ...paths]);
  // One path that git refuses to look at, such as one in a submodule, keeps it from answering about the others.
  const oneByOne = () => Promise.all(all.map((each) => ask([each]).catch(() => "")));
  const rows = await ask(all).catch(async () => (await oneByOne()).join(""));
  return new Map(parseIgnored(rows).map((each) => [each.path, each]));
}

/** The folders that a path lies in, outermost first. */
function foldersOf(file: string): string[] {
  const parts = file.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

/** A file as seen from a folder; one outside of the repository stays absolute. */
function relativeTo(folder: string, file: string, top: string): string {
  const isInside = !path.relative(top, file).startsWith("..");
  return isInside ? path.relative(folder, file).split(path.sep).join("/") : file;
}
