import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import fs from "fs-extra";
import { Failure } from "../ui/failure.ts";
import { unlessMissing } from "./errno.ts";

interface Holder {
  name: string;
  pid: number;
  host: string;
}

/** Locks of this very process: a lock that names its pid and is none of them was left by a process of an earlier time. */
const held = new Set<string>();

const attempts = 10;

/**
 * Takes the lock that keeps two runs apart, and returns the function that gives it back.
 *
 * Everyone who wants it puts up a file of a name that nobody else ever has, and has the lock when no other living process has
 * one up; else takes it down and tries again a little later. So a lock that a dead process left (same machine) can be thrown away
 * without ever hitting a fresh one. One from another machine counts as live.
 *
 * @param dir absolute path of the folder for the files; it exists
 * @throws Failure `locked` naming the process that holds it
 */
export async function takeLock(dir: string): Promise<() => Promise<void>> {
  for (let attempt = 1; ; attempt++) {
    const name = await announce(dir);
    const other = await livingOther(dir, name);
    if (other === undefined) return () => withdraw(dir, name);
    await withdraw(dir, name);
    if (attempt === attempts) {
      throw new Failure("locked", { path: path.join(dir, other.name), pid: other.pid, host: other.host });
    }
    await sleep(5 + Math.random() * 10 * attempt);
  }
}

/** Whether a living process holds the lock of a folder; none where the folder is not there. Changes nothing. */
export async function isHeld(dir: string): Promise<boolean> {
  const names = (await unlessMissing(fs.readdir(dir))) ?? [];
  return names.flatMap((name) => holderOf(name) ?? []).some(isAlive);
}

/** Whether a file of the folder is a lock of anybody's. */
export const isLock = (name: string): boolean => holderOf(name) !== undefined;

async function announce(dir: string): Promise<string> {
  const host = ownHost();
  const name = `lock-${process.pid}-${randomBytes(6).toString("hex")}-${host}`;
  held.add(name);
  try {
    await fs.close(await fs.open(path.join(dir, name), "wx"));
  } catch (error) {
    held.delete(name);
    throw error;
  }
  return name;
}

async function withdraw(dir: string, name: string): Promise<void> {
  await unlessMissing(fs.unlink(path.join(dir, name)));
  held.delete(name);
}

async function livingOther(dir: string, own: string): Promise<Holder | undefined> {
  const holders = (await fs.readdir(dir)).filter((name) => name !== own).flatMap((name) => holderOf(name) ?? []);
  for (const holder of holders) {
    if (isAlive(holder)) return holder;
    await unlessMissing(fs.unlink(path.join(dir, holder.name)));
  }
  return undefined;
}

function holderOf(name: string): Holder | undefined {
  const [, pid, host] = /^lock-([1-9]\d*)-[0-9a-f]{12}-(.+)$/.exec(name) ?? [];
  return pid === undefined || host === undefined ? undefined : { name, pid: Number(pid), host };
}

/** This machine's name as a part of a file name. */
const ownHost = (): string =>
  hostname()
    .replace(/[^A-Za-z0-9.-]/g, "_")
    .slice(0, 100) || "_";

function isAlive({ name, pid, host }: Holder): boolean {
  if (host !== ownHost()) return true;
  if (pid === process.pid) return held.has(name);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
