import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import path from "node:path";
import { isMissing } from "./errno.ts";
import { guarded, refuseOddPlace } from "./guard.ts";

/** Windows has no links to refuse by a flag. */
const noFollow = constants.O_NOFOLLOW ?? 0;

const newline = 0x0a;

/**
 * Appends one line to a file of lines, and returns when the disk has it. Whatever was there stays: a line that a crash cut
 * off gets its end, and counts as damaged from then on. Two processes may append at once.
 *
 * @param root absolute, real path of the repository
 * @param file safe `/`-separated path in a folder that is there
 * @param line with its end
 * @throws Failure `not-a-text-file` or `file-in-the-way` for odd places, `cannot-write` when the disk refuses
 */
export async function appendLine(root: string, file: string, line: string): Promise<void> {
  await refuseOddPlace(root, file);
  await guarded(file, async () => {
    const { O_RDWR, O_APPEND, O_CREAT } = constants;
    const handle = await open(path.join(root, file), O_RDWR | O_APPEND | O_CREAT | noFollow, 0o666);
    try {
      // In one call, so that lines of two processes do not mix; only a disk that is nearly full takes a part, and then says so.
      await handle.writeFile((await endsWithin(handle)) ? `\n${line}` : line);
      await handle.sync();
    } finally {
      await handle.close();
    }
  });
}

/** Whether the last line lacks its end. */
async function endsWithin(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat();
  if (size === 0) return false;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] !== newline;
}

/** The newest lines of a file, and whether there are older ones that were not read. */
export interface NewestLines {
  text: string;
  isCut: boolean;
}

/**
 * Reads a file of lines, empty when there is none. Of one that has grown beyond all measure the newest part is read.
 *
 * @param most bytes to read
 * @throws Failure as `appendLine`
 */
export async function readLines(root: string, file: string, most: number): Promise<NewestLines> {
  await refuseOddPlace(root, file);
  return guarded(file, async () => {
    try {
      const handle = await open(path.join(root, file), constants.O_RDONLY | noFollow);
      try {
        return await newestLines(handle, most);
      } finally {
        await handle.close();
      }
    } catch (error) {
      if (isMissing(error)) return { text: "", isCut: false };
      throw error;
    }
  });
}

async function newestLines(handle: FileHandle, most: number): Promise<NewestLines> {
  const { size } = await handle.stat();
  const length = Math.min(size, most);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
  const text = buffer.toString("utf8", 0, bytesRead);
  const isCut = length < size;
  return { text: isCut ? text.slice(text.indexOf("\n") + 1) : text, isCut };
}
