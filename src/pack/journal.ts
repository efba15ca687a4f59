import path from "node:path";
import fs from "fs-extra";
import * as z from "zod/mini";
import { Failure } from "../ui/failure.ts";
import { errnoOf, isMissing } from "./errno.ts";
import { hashOf } from "./hash.ts";
import { journalDir, leavesRepository } from "./paths.ts";

/** What a path held: the hash of its bytes and its permission bits; `null` when nothing stood there. */
const imageSchema = z.nullable(z.strictObject({ hash: z.string(), mode: z.int().check(z.gte(0), z.lte(0o777)) }));

// Names of the user's own files need not suit every system, only this one.
const safe = z.string().check(z.refine((value) => leavesRepository(value) === undefined));

const journalSchema = z.strictObject({
  schema: z.literal(1),
  /** What wrote it: `init`, `remove`, `undo`. */
  verb: z.string(),
  /** Whether it only kept the tool's own notes up, so that `undo` takes it back together with the run before it. */
  joins: z.optional(z.literal(true)),
  ops: z.array(z.strictObject({ path: safe, before: imageSchema, after: imageSchema })),
  /** Folders that did not exist before, outermost first. */
  folders: z.array(safe),
});

/** One transaction: every path it touches, before and after. The last operation is the commit point. */
export type Journal = z.infer<typeof journalSchema>;
export type Image = z.infer<typeof imageSchema>;
export type Operation = Journal["ops"][number];

const indexName = "journal.json";

/** The before-image of the nth operation. */
export const imageOf = (dir: string, index: number): string => path.join(dir, "before", String(index));

/**
 * The bytes of a before-image.
 *
 * @param dir absolute folder of the journal
 * @throws Failure `journal-damaged` when it is missing or not what the journal says
 */
export async function readImage(dir: string, index: number, expected: string): Promise<Uint8Array> {
  const bytes = await fs.readFile(imageOf(dir, index)).catch(() => undefined);
  if (bytes === undefined || hashOf(bytes) !== expected) throw new Failure("journal-damaged", { path: dir });
  return bytes;
}

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
    if (before !== null) await keepImage(path.join(root, file), imageOf(dir, index));
  }
  await writeIndex(dir, journal);
}

/** Writes the index of a journal whose before-images stand, in one step. */
export async function writeIndex(dir: string, journal: Journal): Promise<void> {
  const index = path.join(dir, indexName);
  await fs.remove(temporaryOf(index));
  await writeFlushed(temporaryOf(index), JSON.stringify(journal));
  await fs.rename(temporaryOf(index), index);
}

/** Copies a file, its permission bits included, and waits until the disk has it. */
async function keepImage(full: string, image: string): Promise<void> {
  await fs.copyFile(full, image);
  const handle = await fs.open(image, "r");
  try {
    await fs.fsync(handle);
  } finally {
    await fs.close(handle);
  }
}

/** Writes a new file and waits until the disk has it. Fails when something stands there already. */
export async function writeFlushed(full: string, content: string | Uint8Array, mode?: number): Promise<void> {
  const handle = await fs.open(full, "wx", mode ?? 0o666);
  try {
    await fs.writeFile(handle, content);
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
    return { hash: hashOf(await fs.readFile(full)), mode: stats.mode & 0o777 };
  } catch (error) {
    if (isMissing(error) || errnoOf(error) === "ENOTDIR") return null;
    throw error;
  }
}

/** Whether two images hold the same bytes; permission bits do not count. */
export const sameText = (a: Image, b: Image): boolean => a?.hash === b?.hash;

/** Whether two images are the same, permission bits included. */
export const sameImage = (a: Image, b: Image): boolean => sameText(a, b) && a?.mode === b?.mode;
