import path from "node:path";
import fs from "fs-extra";
import * as z from "zod";
import { Failure } from "../ui/failure.ts";
import { errnoOf, isMissing } from "./errno.ts";
import { hashOf } from "./hash.ts";
import { localDir, unsafePath } from "./paths.ts";

/** What a path held: the hash of its text and its permission bits; `null` when nothing stood there. */
const imageSchema = z.strictObject({ hash: z.string(), mode: z.int() }).nullable();

const safe = z.string().refine((value) => unsafePath(value) === undefined);

const journalSchema = z.strictObject({
  schema: z.literal(1),
  /** What wrote it: `init`, `remove`, `undo`. */
  verb: z.string(),
  ops: z.array(z.strictObject({ path: safe, before: imageSchema, after: imageSchema })),
  /** Folders that did not exist before, outermost first. */
  folders: z.array(safe),
});

/** One transaction: every path it touches, before and after. The last operation is the commit point. */
export type Journal = z.infer<typeof journalSchema>;
export type Image = z.infer<typeof imageSchema>;
export type Operation = Journal["ops"][number];

/** Where a transaction under way, and the last finished one, are kept. */
export const journalDir = `${localDir}/journal`;
export const undoDir = `${localDir}/undo`;

const indexName = "journal.json";

/** The before-image of the nth operation. */
export const imageOf = (dir: string, index: number): string => path.join(dir, "before", String(index));

/** The text of a before-image that is kept for `undo`. */
export const readImage = (root: string, index: number): Promise<string> =>
  fs.readFile(imageOf(path.join(root, undoDir), index), "utf8");

/** The temporary name that an operation writes under before it renames. */
export const temporaryOf = (full: string): string =>
  path.join(path.dirname(full), `.${path.basename(full)}.plan-init-tmp`);

/**
 * Reads a journal, or returns `undefined` when there is none, or none that was finished: a journal counts from the moment its
 * index stands, and nothing is written before that.
 *
 * @throws Failure `journal-damaged` when an index stands but cannot be read
 */
export async function readJournal(dir: string): Promise<Journal | undefined> {
  let text: string;
  try {
    text = await fs.readFile(path.join(dir, indexName), "utf8");
  } catch (error) {
    if (isMissing(error) || errnoOf(error) === "ENOTDIR") return undefined;
    throw error;
  }
  try {
    return journalSchema.parse(JSON.parse(text));
  } catch {
    throw new Failure("journal-damaged", { path: dir });
  }
}

/** Writes the journal with its before-images; the index last, so that a crash leaves none or a whole one. */
export async function writeJournal(root: string, journal: Journal): Promise<void> {
  const dir = path.join(root, journalDir);
  await fs.remove(dir);
  await fs.ensureDir(path.join(dir, "before"));
  for (const [index, { path: file, before }] of journal.ops.entries()) {
    if (before !== null) await keepImage(path.join(root, file), imageOf(dir, index), before.mode);
  }
  const index = path.join(dir, indexName);
  await writeFlushed(temporaryOf(index), JSON.stringify(journal));
  await fs.rename(temporaryOf(index), index);
}

async function keepImage(full: string, image: string, mode: number): Promise<void> {
  await fs.copyFile(full, image);
  const handle = await fs.open(image, "r");
  try {
    await fs.fchmod(handle, mode);
    await fs.fsync(handle);
  } finally {
    await fs.close(handle);
  }
}

/** Writes a new file and waits until the disk has it. Fails when something stands there already. */
export async function writeFlushed(full: string, content: string, mode?: number): Promise<void> {
  const handle = await fs.open(full, "wx", mode ?? 0o666);
  try {
    await fs.writeFile(handle, content, "utf8");
    if (mode !== undefined) await fs.fchmod(handle, mode);
    await fs.fsync(handle);
  } finally {
    await fs.close(handle);
  }
}

/** What stands at a path now. Anything but a regular file counts as somebody else's and has no hash. */
export async function imageAt(full: string): Promise<Image> {
  try {
    const stats = await fs.lstat(full);
    if (!stats.isFile()) return { hash: "not a file", mode: stats.mode & 0o777 };
    return { hash: hashOf(await fs.readFile(full, "utf8")), mode: stats.mode & 0o777 };
  } catch (error) {
    if (isMissing(error) || errnoOf(error) === "ENOTDIR") return null;
    throw error;
  }
}

/** Whether two images hold the same text; permission bits do not count. */
export const sameText = (a: Image, b: Image): boolean => a?.hash === b?.hash;
