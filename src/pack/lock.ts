import { hostname } from "node:os";
import fs from "fs-extra";
import { Failure } from "../ui/failure.ts";
import { errnoOf } from "./errno.ts";

interface Holder {
  pid: number;
  host: string;
}

/**
 * Takes the lock that keeps two runs apart, and returns the function that gives it back.
 * A lock whose process is gone (same machine) is stale and taken over; one from another machine counts as live.
 *
 * @param file absolute path of the lock; its folder exists
 * @throws Failure `locked` naming the process that holds it
 */
export async function takeLock(file: string): Promise<() => Promise<void>> {
  const mine = JSON.stringify({ pid: process.pid, host: hostname() } satisfies Holder);
  for (let attempt = 0; attempt < 3; attempt++) {
    if (await create(file, mine)) return () => fs.remove(file);
    const holder = await readHolder(file);
    if (holder !== undefined && isAlive(holder)) throw new Failure("locked", { path: file, ...holder });
    await discard(file, holder);
  }
  throw new Failure("locked", { path: file, pid: 0, host: hostname() });
}

async function create(file: string, content: string): Promise<boolean> {
  // Written under another name and linked, so that nobody ever reads a lock without its holder.
  const draft = `${file}.${process.pid}`;
  await fs.writeFile(draft, content);
  try {
    await fs.link(draft, file);
    return true;
  } catch (error) {
    if (errnoOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    await fs.remove(draft);
  }
}

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    const { pid, host } = JSON.parse(await fs.readFile(file, "utf8")) as Partial<Holder>;
    return typeof pid === "number" && typeof host === "string" ? { pid, host } : undefined;
  } catch {
    return undefined;
  }
}

function isAlive({ pid, host }: Holder): boolean {
  if (host !== hostname()) return true;
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoOf(error) === "EPERM";
  }
}

// Two runs may find the same stale lock: it is moved away under a name of one's own first, so that only the lock that was
// looked at is discarded, never the fresh one of the run that was quicker.
async function discard(file: string, seen: Holder | undefined): Promise<void> {
  const aside = `${file}.stale.${process.pid}`;
  try {
    await fs.rename(file, aside);
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return;
    throw error;
  }
  const moved = await readHolder(aside);
  if (moved?.pid !== seen?.pid) await fs.link(aside, file).catch(() => undefined);
  await fs.remove(aside);
}
