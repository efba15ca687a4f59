import path from "node:path";
import fs from "fs-extra";
import { observe, oddPlace } from "../../pack/disk.ts";
import { conflictLine } from "../../runs/plan-text.ts";
import { Failure } from "../../ui/failure.ts";

/** Where the tree stands unless another file is named. */
export const treePath = "planning/_state/PREREQUISITES.md";

/** A tree of 100,000 prerequisites has ten megabytes. */
const largest = 64 * 1024 * 1024;

/** A file with a tree in it. */
export interface TreeFile {
  /** How messages call it: relative to the repository when it lies in it. */
  name: string;
  /** Path in the repository that it may be written at; `undefined` for one outside, or behind a link. */
  own: string | undefined;
  text: string;
}

/**
 * Reads the repository's tree, or the file that was named.
 *
 * @param given as it was typed, relative to `cwd`
 * @throws Failure `no-tree`, `no-such-tree`, `tree-in-conflict`, `not-a-text-file`, `file-in-the-way`
 */
export async function readTreeFile(root: string, cwd: string, given: string | undefined): Promise<TreeFile> {
  const full = given === undefined ? path.join(root, treePath) : path.resolve(cwd, given);
  const real = await fs.realpath(full).catch(() => undefined);
  const name = nameFor(root, full);
  if (real === undefined) {
    throw given === undefined
      ? new Failure("no-tree", { path: treePath })
      : new Failure("no-such-tree", { path: name });
  }
  const own = inside(root, real === full ? real : await realFolder(full));
  // The repository's own tree is never read through a link; somebody's own file is theirs to link.
  const now =
    own === undefined
      ? await observe(path.dirname(real), path.basename(real), largest)
      : await observe(root, own, largest);
  if (now.kind !== "text") throw oddPlace(name, now);
  const line = conflictLine(now.text);
  if (line !== undefined) throw new Failure("tree-in-conflict", { path: name, line });
  return { name, own, text: now.text };
}

/** The path with its folders' links followed, and its own not. */
const realFolder = async (full: string): Promise<string> =>
  path.join(await fs.realpath(path.dirname(full)), path.basename(full));

function inside(root: string, full: string): string | undefined {
  const relative = path.relative(root, full);
  const isOutside = relative === "" || /^\.\.(?:[\\/]|$)/.test(relative) || path.isAbsolute(relative);
  return isOutside ? undefined : relative.split(path.sep).join("/");
}

const nameFor = (root: string, full: string): string => inside(root, full) ?? full;
