import type { ChildProcess } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";

/** What a command left behind may hold its output open: this long nothing more may come, in milliseconds. */
const silence = 300;
/** And that long it may talk on. */
const mostLastWords = 10_000;

/** A stream of a child, and where it goes. */
export interface Pipe {
  source: Readable;
  sink: Writable;
}

export interface Passing {
  /** Resolves when everything has been passed on, or nothing more comes. */
  drained(): Promise<void>;
  /** Lets go of the streams; nothing is passed on after it. */
  end(): void;
}

/**
 * Passes a child's output on as fast as its readers take it, so that a gigabyte of it is never in memory.
 *
 * @param heard told of every piece before it is passed on
 */
export function passOn(child: ChildProcess, given: readonly Pipe[], heard: (chunk: Buffer) => void): Passing {
  // A child that could not be started for want of file descriptors has no streams, whatever its type says.
  const pipes = given.filter(({ source }) => Boolean(source));
  const closed = new Promise<true>((resolve) => child.once("close", () => resolve(true)));
  const paused = new Set<Readable>();
  let count = 0;
  const resumes = pipes.map(({ source, sink }) => {
    const resume = (): void => {
      paused.delete(source);
      source.resume();
    };
    source.on("data", (chunk: Buffer) => {
      count += 1;
      heard(chunk);
      if (source.destroyed || sink.write(chunk)) return;
      paused.add(source);
      source.pause();
      sink.once("drain", resume);
    });
    return () => sink.off("drain", resume);
  });
  return {
    drained: async () => {
      const patience = performance.now() + mostLastWords;
      for (let before = -1; (count > before || paused.size > 0) && performance.now() < patience; ) {
        before = count;
        if (await Promise.race([closed, wait(silence)])) return;
      }
    },
    end: () => {
      for (const forget of resumes) forget();
      for (const { source } of pipes) source.destroy();
    },
  };
}
