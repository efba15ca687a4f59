import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import path from "node:path";
import { isMissing } from "../pack/errno.ts";
import { guarded, refuseOddPlace } from "../pack/guard.ts";
import { type EvidenceLog, evidenceFile, evidenceLine, type OwnEvidence, parseEvidence } from "./record.ts";

/** Windows has no links to refuse by a flag. */
const noFollow = constants.O_NOFOLLOW ?? 0;

const newline = 0x0a;

/**
 * Appends one line, and returns when the disk has it. Whatever was there stays: a line that a crash cut off gets its end, and
 * counts as damaged from then on. Two processes may append at once.
 *
 * @param root absolute, real path of the repository
 * @param run id of a run whose folder is there
 * @throws Failure `not-a-text-file` or `file-in-the-way` for odd places, `cannot-write` when the disk refuses
 */
export async function appendEvidence(root: string, run: string, evidence: OwnEvidence): Promise<void> {
  const file = evidenceFile(run);
  await refuseOddPlace(root, file);
  await guarded(file, async () => {
    const { O_RDWR, O_APPEND, O_CREAT } = constants;
    const handle = await open(path.join(root, file), O_RDWR | O_APPEND | O_CREAT | noFollow, 0o666);
    try {
      const line = evidenceLine(evidence);
      // In one call, so that lines of two processes do not mix.
      await handle.write(Buffer.from((await endsWithin(handle)) ? `\n${line}` : line));
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

/** As much as the newest lines take; a run has a few hundred of 2 KB. */
const mostRead = 8 * 1024 * 1024;

/**
 * The evidence of a run, empty when there is none. Of a file that has grown beyond all measure the newest part is read.
 *
 * @throws Failure as `appendEvidence`
 */
export async function readEvidence(root: string, run: string): Promise<EvidenceLog> {
  const file = evidenceFile(run);
  await refuseOddPlace(root, file);
  return guarded(file, async () => {
    try {
      const handle = await open(path.join(root, file), constants.O_RDONLY | noFollow);
      try {
        return parseEvidence(await newestLines(handle));
      } finally {
        await handle.close();
      }
    } catch (error) {
      if (isMissing(error)) return { lines: [], damaged: 0 };
      throw error;
    }
  });
}

async function newestLines(handle: FileHandle): Promise<string> {
  const { size } = await handle.stat();
  const length = Math.min(size, mostRead);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
  const text = buffer.toString("utf8", 0, bytesRead);
  return length < size ? text.slice(text.indexOf("\n") + 1) : text;
}
