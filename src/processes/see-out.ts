import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { groupOf, type ProcessGroup } from "./process-group.ts";

export interface Limits {
  /** How long it may take, in milliseconds. */
  timeout: number;
  /** Ends it when aborted. */
  signal: AbortSignal;
  /** How long it has to end by itself when it is asked to, in milliseconds; 3,000 unless given. */
  grace?: number | undefined;
}

/** How a process came to its end: by itself, or because somebody ended it. */
export type End = { exit: number | null; signal: string | null } | "timeout" | "abort";

/**
 * Waits for a child that was started `detached`. When it ends, by itself or not, everything that it has started in its group is
 * ended too; also when this process exits before.
 *
 * @returns how it ended, and how long it took in milliseconds
 * @throws the child's own error where it could not be started
 */
export async function seeOut(child: ChildProcess, limits: Limits): Promise<{ end: End; ms: number }> {
  const began = performance.now();
  // The one that is waited for below may come later than the error does.
  child.on("error", () => undefined);
  const group = groupOf(child);
  const atExit = (): void => group.kill();
  process.once("exit", atExit);
  try {
    const end = await firstOf(child, limits);
    const ms = Math.round(performance.now() - began);
    await settle(group, end !== "timeout" && end !== "abort", limits.grace ?? 3000);
    return { end, ms };
  } finally {
    process.off("exit", atExit);
  }
}

async function firstOf(child: ChildProcess, { timeout, signal }: Limits): Promise<End> {
  const stop = new AbortController();
  const ended = once(child, "exit", { signal: stop.signal }).then(
    ([exit, by]): End => ({ exit: exit as number | null, signal: by as string | null }),
  );
  const aborted = signal.aborted
    ? Promise.resolve<End>("abort")
    : once(signal, "abort", { signal: stop.signal }).then((): End => "abort");
  const late = wait(timeout, "timeout" as const, { signal: stop.signal, ref: true });
  for (const each of [ended, aborted, late]) each.catch(() => undefined);
  try {
    return await Promise.race([ended, aborted, late]);
  } finally {
    stop.abort();
  }
}

/** Sees to it that nothing of the group is left. What ended by itself may have left something running; that is ended too. */
async function settle(group: ProcessGroup, isOver: boolean, grace: number): Promise<void> {
  if (isOver && !group.isAlive()) return;
  group.ask();
  const patience = performance.now() + grace;
  while (group.isAlive() && performance.now() < patience) await wait(10);
  if (group.isAlive()) group.kill();
}
