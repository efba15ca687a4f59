import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createWriteStream, type WriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { errnoOf } from "../../pack/errno.ts";
import { passOn } from "../../processes/pass-on.ts";
import { type End, type Limits, seeOut } from "../../processes/see-out.ts";

export interface Running extends Limits {
  /** Absolute path. */
  program: string;
  args: readonly string[];
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  stdin: string;
  /** Absolute paths of files that are not there yet, for what it prints. */
  out: string;
  err: string;
  /** Most bytes that it may print. */
  most: number;
}

/** How it came to its end; `unstarted` is the system's code for why it never began. */
export interface Ran {
  end: End | "flood" | { unstarted: string };
  ms: number;
}

/**
 * Runs a program without a shell, in a process group of its own, and keeps what it prints in two files. Of a program that prints
 * without end nothing is in memory, and no more than `most` and a piece on the disk.
 *
 * @throws the system's error where the files cannot be written; the program has been ended then
 */
export async function runProgram(running: Running): Promise<Ran> {
  if (running.signal.aborted) return { end: "abort", ms: 0 };
  const stop = new AbortController();
  const onAbort = (): void => stop.abort();
  running.signal.addEventListener("abort", onAbort, { once: true });
  const files = { out: keep(running.out, onAbort), err: keep(running.err, onAbort) };
  try {
    return await play(running, files, stop);
  } catch (error) {
    const code = errnoOf(error);
    if (code === undefined) throw error;
    return { end: { unstarted: code }, ms: 0 };
  } finally {
    running.signal.removeEventListener("abort", onAbort);
    await Promise.all([files.out.close(), files.err.close()]);
  }
}

async function play(running: Running, files: Record<"out" | "err", KeptFile>, stop: AbortController): Promise<Ran> {
  const child = start(running);
  let [count, isFlood] = [0, false];
  const pipes = [
    { source: child.stdout, sink: files.out.stream },
    { source: child.stderr, sink: files.err.stream },
  ];
  const streams = passOn(child, pipes, ({ length }) => {
    count += length;
    if (count <= running.most || isFlood) return;
    isFlood = true;
    for (const { source } of pipes) source.destroy();
    stop.abort();
  });
  // Whoever does not want to read it to the end need not. There is no stdin where the child could not be started.
  child.stdin?.on("error", () => undefined).end(running.stdin);
  try {
    const { end, ms } = await seeOut(child, { ...running, signal: stop.signal });
    await streams.drained();
    return { end: isFlood ? "flood" : end, ms };
  } finally {
    streams.end();
  }
}

const start = ({ program, args, cwd, env }: Running): ChildProcessWithoutNullStreams =>
  spawn(program, args, { cwd, env, detached: process.platform !== "win32", stdio: "pipe", windowsHide: true });

interface KeptFile {
  stream: WriteStream;
  /** @throws what writing has met */
  close(): Promise<void>;
}

function keep(file: string, onError: () => void): KeptFile {
  const stream = createWriteStream(file, { flags: "wx", mode: 0o600 });
  const done = finished(stream);
  done.catch(onError);
  return {
    stream,
    close: () => {
      stream.end();
      return done;
    },
  };
}
