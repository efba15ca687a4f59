import { realpath } from "node:fs/promises";
import path from "node:path";
import fs from "fs-extra";
import { readOwnText } from "../pack/disk.ts";
import { guarded } from "../pack/guard.ts";
import { leavesRepository, localDir, parentOf, stateDir } from "../pack/paths.ts";
import { putText } from "../pack/put.ts";
import { exclusively } from "../pack/transaction.ts";
import { Failure } from "../ui/failure.ts";

/** A page that somebody asked for. */
export interface Page {
  /** Of the repository: absolute, real. */
  root: string;
  /** Where it is wanted: an absolute path; `undefined` for the usual place. */
  named: string | undefined;
  /** The name of its file in the usual place, which is of this machine and this moment, and which git ignores. */
  usual: string;
  /** What tells a page of ours from a file of somebody's; it stands in the page. */
  mark: string;
  /** The page, for a folder that it will lie in: relative to the repository with `/`. */
  make: (folder: string) => string;
}

/**
 * Writes a page in one step, through no symbolic link and over nothing but an earlier page; outside the repository only where
 * it is named.
 *
 * @returns where it was written: relative to the repository if it lies in it
 * @throws Failure `not-our-page`, `not-installed` where the usual place is missing, and what writing may meet
 */
export async function writePage({ root, named, usual, mark, make }: Page): Promise<string> {
  if (named === undefined && !(await fs.pathExists(path.join(root, stateDir)))) throw new Failure("not-installed", {});
  const inside = fromRoot(root, named ?? path.join(root, localDir, usual));
  if (leavesRepository(inside) === undefined) {
    await exclusively(root, () => put(root, inside, make(parentOf(inside)), mark));
    return inside;
  }
  if (named === undefined || !isOutside(inside)) {
    throw new Failure("usage", { what: `\`${inside}\` is no place for a page`, fix: "name another file" });
  }
  const folder = await guarded(named, () => realpath(path.dirname(named)));
  await put(folder, path.basename(named), make(fromRoot(root, folder)), mark);
  return named;
}

const fromRoot = (root: string, full: string): string => path.relative(root, full).split(path.sep).join("/");

const isOutside = (file: string): boolean => file.startsWith("../") || path.isAbsolute(file);

async function put(folder: string, file: string, page: string, mark: string): Promise<void> {
  const before = await readOwnText(folder, file);
  if (before?.includes(mark) === false) throw new Failure("not-our-page", { path: file, mark });
  await putText(folder, file, page);
}
