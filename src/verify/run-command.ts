import { spawn } from "node:child_process";
import type { Writable } from "node:stream";
import { passOn } from "../processes/pass-on.ts";
import { type Limits, seeOut } from "../processes/see-out.ts";
import { Failure } from "../ui/failure.ts";
import type { Ended } from "./outcome.ts";
import { keepTail } from "./tail.ts";

export interface Running extends Limits {
  /** Folder to run in. */
  cwd: string;
  env: Record<string, string | undefined>;
  /** Where its output goes, both kinds in one. */
  output: Writable;
  /** Told of every piece of output. */
  heard?: () => void;
}

export interface Outcome extends Ended {
  /** How long it took, in milliseconds. */
  ms: number;
  /** The last lines of its output. */
  tail: string;
}

/**
 * Runs a command as the system's shell takes it (`/bin/sh -c`, on Windows `cmd /d /s /c`): the text is one argument, nothing is put
 * into it or quoted. It has a process group of its own without a terminal, and no input; when it ends, by itself or not,
 * everything that it has started in that group is ended too.
 *
 * @throws Failure `verify-interrupted` when the signal is aborted, `no-shell` when there is no shell to run it
 */
export async function runCommand(command: string, running: Running): Promise<Outcome> {
  const { cwd, env, signal, output, heard } = running;
  if (signal.aborted) throw new Failure("verify-interrupted", {});
  const child = spawn(command, {
    cwd,
    env,
    shell: true,
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  const tail = keepTail();
  const pipes = [child.stdout, child.stderr].map((source) => ({ source, sink: output }));
  const streams = passOn(child, pipes, (chunk) => {
    heard?.();
    tail.push(chunk);
  });
  try {
    const { end, ms } = await seeOut(child, running).catch(noShell);
    await streams.drained();
    if (end === "abort") throw new Failure("verify-interrupted", {});
    const ended = end === "timeout" ? { exit: null, signal: null, timedOut: true } : { ...end, timedOut: false };
    return { ...ended, ms, tail: tail.text() };
  } finally {
    streams.end();
  }
}

function noShell(error: unknown): never {
  const why = error instanceof Error ? error.message : String(error);
  throw new Failure("no-shell", { why }, { cause: error });
}
