import { mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod/mini";
import { unlessMissing } from "../../pack/errno.ts";
import { guarded } from "../../pack/guard.ts";
import { gitFolder } from "../../repo/git-folder.ts";

/** Where trust is kept: in git's own folder, which no clone brings along, for all worktrees of it. */
export interface Shelf {
  file: string;
  /** The number of the folder on this disk. */
  mark: string;
}

/** A list longer than any person's may be somebody's who guesses. */
const mostTrusted = 100;

const form = z.object({ version: z.literal(1), trusted: z.array(z.string()).check(z.maxLength(mostTrusted)) });

/** The place for trust in a repository, `undefined` without git. */
export async function shelfOf(root: string): Promise<Shelf | undefined> {
  const folder = gitFolder(root)?.commonDir;
  const stats = folder === undefined ? undefined : await unlessMissing(stat(folder, { bigint: true }));
  if (folder === undefined || stats === undefined) return undefined;
  return { file: path.join(folder, "plan-init", "trusted.json"), mark: String(stats.ino) };
}

/** The hashes of what is trusted; none from a file that says something else. */
export async function readTrusted({ file }: Shelf): Promise<string[]> {
  const text = await readFile(file, "utf8").catch(() => "");
  try {
    return form.parse(JSON.parse(text)).trusted;
  } catch {
    return [];
  }
}

/**
 * Adds hashes to what is trusted; of more than a hundred the oldest go.
 *
 * @throws Failure `cannot-write` when the disk refuses
 */
export async function addTrusted(shelf: Shelf, hashes: readonly string[]): Promise<void> {
  const trusted = [...new Set([...(await readTrusted(shelf)), ...hashes])].slice(-mostTrusted);
  const { file } = shelf;
  await guarded(file, async () => {
    await mkdir(path.dirname(file), { recursive: true });
    const aside = `${file}.${process.pid}`;
    await writeFile(aside, `${JSON.stringify({ version: 1, trusted })}\n`, { mode: 0o600 });
    await rename(aside, file);
  });
}
