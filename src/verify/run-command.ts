import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Writable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { Failure } from "../ui/failure.ts";
import type { Ended } from "./outcome.ts";
import { groupOf, type ProcessGroup } from "./process-group.ts";
import { keepTail, type Tail } from "./tail.ts";

export interface Running {
  /** Folder to run in. */
  cwd: string;
  env: Record<string, string | undefined>;
  /** How long it may take, in milliseconds. */
  timeout: number;
  /** Ends it when aborted. */
  signal: AbortSignal;
  /** Where its output goes, both kinds in one. */
  output: Writable;
  /** Told of every piece of output. */
  heard?: () => void;
  /** How long it has to end by itself when it is asked to, in milliseconds. */
  grace?: number;
}

export interface Outcome extends Ended {
  /** How long it took, in milliseconds. */
  ms: number;
  /** The last lines of its output. */
  tail: string;
}

/** What a command left behind may hold its output open: this long nothing more may come, in milliseconds. */
const silence = 300;
/** And that long it may talk on. */
const mostLastWords = 10_000;

/**
 * Runs a command as the system's shell takes it (`/bin/sh -c`, on Windows `cmd /d /s /c`): the text is one argument, nothing is put
 * into it or quoted. It has a process group of its own without a terminal, and no input; when it ends, by itself or not,
 * everything that it has started in that group is ended too.
 *
 * @throws Failure `verify-interrupted` when the signal is aborted, `no-shell` when there is no shell to run it
 */
export async function runCommand(command: string, running: Running): Promise<Outcome> {
  const { cwd, env, signal, timeout, grace = 3000 } = running;
  if (signal.aborted) throw new Failure("verify-interrupted", {});
  const began = performance.now();
  const child = spawn(command, {
    cwd,
    env,
    shell: true,
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  const tail = keepTail();
  child.on("error", () => undefined);
  const streams = passOn(child, running, tail);
  const group = groupOf(child);
  const atExit = (): void => group.kill();
  process.once("exit", atExit);
  try {
    const end = await firstOf(child, timeout, signal);
    const ms = Math.round(performance.now() - began);
    await settle(group, end !== "timeout" && end !== "abort", grace);
    await streams.drained();
    if (end === "abort") throw new Failure("verify-interrupted", {});
    const ended = end === "timeout" ? { exit: null, signal: null, timedOut: true } : { ...end, timedOut: false };
    return { ...ended, ms, tail: tail.text() };
  } finally {
    process.off("exit", atExit);
    streams.end();
  }
}

type End = { exit: number | null; signal: string | null } | "timeout" | "abort";

async function firstOf(child: ChildProcess, timeout: number, signal: AbortSignal): Promise<End> {
  const stop = new AbortController();
  const ended = once(child, "exit", { signal: stop.signal }).then(
    ([exit, by]): End => ({ exit: exit as number | null, signal: by as string | null }),
  );
  const aborted = once(signal, "abort", { signal: stop.signal }).then((): End => "abort");
  const late = wait(timeout, "timeout" as const, { signal: stop.signal, ref: true });
  for (const each of [ended, aborted, late]) each.catch(() => undefined);
  try {
    return await Promise.race([ended, aborted, late]);
  } catch (error) {
    // The child's `error`: it could not be started.
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure("no-shell", { why }, { cause: error });
  } finally {
    stop.abort();
  }
}

/** Sees to it that nothing of the group is left. What ended by itself may have left something running; that is ended too. */
async function settle(group: ProcessGroup, isOver: boolean, grace: number): Promise<void> {
  if (isOver && !group.isAlive()) return;
  group.ask();
  const patience = Date.now() + grace;
  while (group.isAlive() && Date.now() < patience) await wait(10);
  if (group.isAlive()) group.kill();
}

interface Passing {
  /** Resolves when everything has been passed on, or nothing more comes. */
  drained(): Promise<void>;
  end(): void;
}

/** Passes the output on as fast as its reader takes it, so that a gigabyte of it is never in memory. */
function passOn(child: ChildProcess, { output, heard: tell }: Running, tail: Tail): Passing {
  const sources = [child.stdout, child.stderr].filter((source) => source !== null);
  const closed = new Promise<true>((resolve) => child.once("close", () => resolve(true)));
  let heard = 0;
  let isPaused = false;
  const resume = (): void => {
    isPaused = false;
    for (const source of sources) source.resume();
  };
  for (const source of sources) {
    source.on("data", (chunk: Buffer) => {
      heard += 1;
      tell?.();
      tail.push(chunk);
      if (output.write(chunk) || isPaused) return;
      isPaused = true;
      for (const each of sources) each.pause();
      output.once("drain", resume);
    });
  }
  return {
    drained: async () => {
      const patience = Date.now() + mostLastWords;
      for (let before = -1; (heard > before || isPaused) && Date.now() < patience; ) {
        before = heard;
        if (await Promise.race([closed, wait(silence)])) return;
      }
    },
    end: () => {
      output.off("drain", resume);
      for (const source of sources) source.destroy();
    },
  };
}
