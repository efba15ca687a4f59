import { type GitOptions, openGit } from "./git.ts";
import { gitFolder, headCommit, isShallow } from "./git-folder.ts";
import { explainTrouble, noWorkTree } from "./git-trouble.ts";
import { fixedPart, isGlob, pathspec, usable } from "./pathspec.ts";
import { locate } from "./root.ts";
import { parseTouches, type Touch, touchFormat } from "./touches.ts";
import { entryFor, parseTree, type Tree, withParents } from "./trees.ts";

/** What has become of a commit, and of some paths since. */
export type History =
  /** Git cannot be asked; why, as one clause. */
  | { kind: "unavailable"; why: string }
  /** No such commit here; in a shallow clone it may only be cut off. */
  | { kind: "unknown"; shallow: boolean }
  | {
      kind: "known";
      /** Where the two part, when the commit is not in HEAD's history; empty when they have nothing in common. */
      fork: string | undefined;
      /** Whether something stood at a path then; `undefined` when git could not tell. */
      stood: ((path: string) => boolean) | undefined;
      /** Commits since that touch the paths, newest first, at most 50. */
      touches: Touch[];
      /** Paths that have changed since, but by none of the commits that were looked at. */
      older: string[];
    };

/** Looking at a commit takes a fraction of a millisecond; 100,000 of them take half a minute. */
const window = 1000;
const mostTouches = 50;

type Git = ReturnType<typeof openGit>;

/**
 * Asks git what has become of some paths since a commit: one process when HEAD is at it, else three side by side, and two
 * more when a path has changed. Trees are compared before history is walked, so that a long history costs nothing where nothing has changed.
 *
 * @param root the repository's top folder, or a folder in it; paths are relative to it
 * @param commit a hash of 4 to 64 hex digits
 * @param paths `/`-separated, perhaps with wildcards or a slash at the end
 * @throws the signal's reason when it is aborted
 */
export async function readHistory(
  root: string,
  commit: string,
  paths: readonly string[],
  options: GitOptions = {},
): Promise<History> {
  const place = locate(root, options.env ?? process.env);
  if (place.git === "none") return { kind: "unavailable", why: "not a git repository" };
  if (place.git === "bare") return { kind: "unavailable", why: noWorkTree };
  try {
    const folder = gitFolder(place.root);
    const git = openGit(root, place, options);
    // Most plans are checked on the commit that they were made on.
    if (folder !== undefined && headCommit(folder) === commit)
      return sameAsNow(await treeAt(git, commit, usable(paths)));
    return await look(git, commit, usable(paths), folder !== undefined && isShallow(folder));
  } catch (error) {
    options.signal?.throwIfAborted();
    return { kind: "unavailable", why: explainTrouble(wordsOf(error), place.root) };
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const sameAsNow = (tree: Tree | undefined): History => ({
  kind: "known",
  fork: undefined,
  stood: tree && ((path) => stoodIn(tree, path)),
  touches: [],
  older: [],
});

async function look(git: Git, commit: string, paths: string[], shallow: boolean): Promise<History> {
  const [base, then, now] = await Promise.all([
    git.raw(["merge-base", commit, "HEAD"]).catch((error: unknown) => error),
    treeAt(git, commit, paths),
    treeAt(git, "HEAD", paths),
  ]);
  if (typeof base !== "string") {
    if (/Not a valid (?:commit|object) name/.test(wordsOf(base))) return { kind: "unknown", shallow };
    throw base;
  }
  const fork = base.trim().startsWith(commit.toLowerCase()) ? undefined : base.trim();
  const changed = then === undefined || now === undefined ? paths : paths.filter((path) => differs(then, now, path));
  const found = changed.length === 0 ? { touches: [], older: [] } : await touchesSince(git, commit, changed);
  return { kind: "known", fork, stood: then && ((path) => stoodIn(then, path)), ...found };
}

async function treeAt(git: Git, commit: string, paths: readonly string[]): Promise<Tree | undefined> {
  const asked = new Set(
    paths
      .map(fixedPart)
      .filter((path) => path !== "")
      .flatMap(withParents),
  );
  if (asked.size === 0) return new Map();
  // A clone may have commits without their trees.
  const output = await git
    .raw(["--literal-pathspecs", "ls-tree", "-t", "-z", commit, "--", ...asked])
    .catch(() => undefined);
  return output === undefined ? undefined : parseTree(output);
}

function differs(then: Tree, now: Tree, path: string): boolean {
  const fixed = fixedPart(path);
  return fixed === "" || entryFor(then, fixed)?.object !== entryFor(now, fixed)?.object;
}

function stoodIn(tree: Tree, path: string): boolean {
  return usable([path]).every((each) => fixedPart(each) === "" || entryFor(tree, fixedPart(each)) !== undefined);
}

async function touchesSince(git: Git, commit: string, paths: string[]): Promise<{ touches: Touch[]; older: string[] }> {
  const newest = (await git.raw(["rev-list", `--max-count=${window + 1}`, "HEAD"])).trim().split("\n");
  const edge = newest[window];
  const output = await git.raw([
    ...["log", "-z", "--name-only", touchFormat, `--max-count=${mostTouches}`],
    // What a merge itself changed, not what it brought along.
    "-c",
    // Paths as seen from here, as the plan writes them.
    "--relative",
    // Settings of the user's that would change the output, or start a program.
    ...["--no-renames", "--no-ext-diff", "--no-color", "--no-show-signature", "--encoding=UTF-8"],
    ...["HEAD", `^${commit}`, ...(edge === undefined ? [] : [`^${edge}`]), "--", ...paths.map(pathspec)],
  ]);
  const touches = parseTouches(output);
  const complete = edge === undefined || touches.length === mostTouches;
  return {
    touches,
    older: complete ? [] : paths.filter((path) => !isGlob(path) && !isTouched(touches, fixedPart(path))),
  };
}

const isTouched = (touches: readonly Touch[], path: string): boolean =>
  touches.some(({ paths }) => paths.some((each) => each === path || each.startsWith(`${path}/`)));
