import { constants, type Stats } from "node:fs";
import { type FileHandle, lstat, open } from "node:fs/promises";
import path from "node:path";
import { unlessMissing } from "../../pack/errno.ts";
import { guarded, refuseOddPlace } from "../../pack/guard.ts";
import { eventsFile, parseEvents, type ReviewEvent } from "../../review/events.ts";
import { largest } from "../../review/store.ts";
import { Failure } from "../../ui/failure.ts";

/** What has come since the last look. */
export interface Look {
  events: ReviewEvent[];
  /** Whether the file is another one than before, so that these are all its events. */
  isAnew: boolean;
}

const nothing: Look = { events: [], isAnew: false };
const newline = 0x0a;
const noFollow = constants.O_NOFOLLOW ?? 0;

/**
 * Follows a run's events while others append to them. Only what is new is read, and a line counts when it is whole: what is
 * still being written, or was cut off by a crash, is looked at again. It polls: what tells of changes is silent on shared disks.
 *
 * @returns a function that looks once more; it throws Failure `review-too-large`, and what reading may meet
 */
export async function follow(root: string, run: string): Promise<() => Promise<Look>> {
  const file = eventsFile(run);
  const full = path.join(root, file);
  let [read, seen]: [number, Stats | undefined] = [0, undefined];
  return async () => {
    const now = await guarded(file, () => unlessMissing(lstat(full)));
    if (now === undefined) return nothing;
    if (seen?.size === now.size && seen.mtimeMs === now.mtimeMs && seen.ino === now.ino) return nothing;
    if (now.size > largest) throw new Failure("review-too-large", { path: file });
    if (seen?.ino !== now.ino) await refuseOddPlace(root, file);
    return guarded(file, async () => {
      const handle = await open(full, constants.O_RDONLY | noFollow);
      try {
        const isAnew = seen !== undefined && (seen.ino !== now.ino || !(await endsLine(handle, read)));
        const start = isAnew ? 0 : read;
        const text = await wholeLines(handle, start);
        read = start + text.length;
        seen = now;
        return { events: parseEvents(text.toString("utf8")).events, isAnew };
      } finally {
        await handle.close();
      }
    });
  };
}

/** Whether what was read is still there: before that place a line ends. */
async function endsLine(handle: FileHandle, at: number): Promise<boolean> {
  if (at === 0) return true;
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(1), 0, 1, at - 1);
  return bytesRead === 1 && buffer[0] === newline;
}

/** From a place to the end of the last line that has one. */
async function wholeLines(handle: FileHandle, start: number): Promise<Buffer> {
  const { size } = await handle.stat();
  const length = Math.max(0, size - start);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start);
  return buffer.subarray(0, buffer.subarray(0, bytesRead).lastIndexOf(newline) + 1);
}
