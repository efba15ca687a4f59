import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, realpathSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Gives all workers one folder for their temporary ones, which goes when they have ended, however that was. */
export default function setup(): () => void {
  const dir = newFolder(process.env.TMPDIR === undefined && inMemory() ? memory : tmpdir());
  // Some tests run the program as another user, who has to get to theirs.
  chmodSync(dir, 0o711);
  process.env.TMPDIR = dir;
  return () => rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
}

const newFolder = (where: string): string => realpathSync(mkdtempSync(join(where, "plan-init-")));

const memory = "/dev/shm";

/** Whether there is a disk in memory, large enough and good for programs: on others, tests wait for `fsync` most of the time. */
function inMemory(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory);
    if (bavail * bsize < 4 * 1024 ** 3) return false;
    const dir = newFolder(memory);
    const program = join(dir, "program");
    writeFileSync(program, "#!/bin/sh\n", { mode: 0o755 });
    const { status } = spawnSync(program);
    rmSync(dir, { recursive: true });
    return status === 0;
  } catch {
    return false;
  }
}
