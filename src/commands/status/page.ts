import { realpath } from "node:fs/promises";
import path from "node:path";
import fs from "fs-extra";
import { readOwnText } from "../../pack/disk.ts";
import { guarded } from "../../pack/guard.ts";
import { leavesRepository, localDir, parentOf, stateDir } from "../../pack/paths.ts";
import { putText } from "../../pack/put.ts";
import { exclusively } from "../../pack/transaction.ts";
import { statusPage } from "../../status/html/index.ts";
import type { Status } from "../../ui/documents/status.ts";
import { Failure } from "../../ui/failure.ts";

/** Where the page lies when nobody says where: it is of this machine and this moment, so git ignores it. */
const ownPage = `${localDir}/status.html`;

/** What tells a page of ours from a file of somebody's. */
const mark = "plan-init status --html";

/**
 * Writes the page in one step, through no symbolic link and over nothing but an earlier page; outside the repository only where
 * it is named.
 *
 * @param named absolute path; `undefined` for the usual place
 * @returns where it was written: relative to the repository if it lies in it
 * @throws Failure `not-our-page`, `not-installed` where the usual place is missing, and what writing may meet
 */
export async function writePage(status: Status, named: string | undefined): Promise<string> {
  const { root } = status;
  if (named === undefined && !(await fs.pathExists(path.join(root, stateDir)))) throw new Failure("not-installed", {});
  const inside = fromRoot(root, named ?? path.join(root, ownPage));
  if (leavesRepository(inside) === undefined) {
    await exclusively(root, () => put(root, inside, statusPage(status, parentOf(inside))));
    return inside;
  }
  if (named === undefined || !isOutside(inside)) {
    throw new Failure("usage", { what: `\`${inside}\` is no place for a page`, fix: "name another file" });
  }
  const folder = await guarded(named, () => realpath(path.dirname(named)));
  await put(folder, path.basename(named), statusPage(status, fromRoot(root, folder)));
  return named;
}

const fromRoot = (root: string, full: string): string => path.relative(root, full).split(path.sep).join("/");

const isOutside = (file: string): boolean => file.startsWith("../") || path.isAbsolute(file);

async function put(folder: string, file: string, page: string): Promise<void> {
  const before = await readOwnText(folder, file);
  if (before?.includes(mark) === false) throw new Failure("not-our-page", { path: file });
  await putText(folder, file, page);
}
