#!/usr/bin/env node
import { main } from "./main.ts";
import { Exit } from "./ui/exit.ts";
import { Failure } from "./ui/failure.ts";

const stop = new AbortController();
// The end of a terminal (SIGHUP) ends what runs on it; without one nothing is done about that signal, as `nohup` wants it.
const signals = process.stdout.isTTY ? (["SIGINT", "SIGTERM", "SIGHUP"] as const) : (["SIGINT", "SIGTERM"] as const);
for (const signal of signals) {
  process.on(signal, () => {
    // The first signal lets a write under way roll itself back; the second ends the program, and the next run rolls back.
    if (stop.signal.aborted) process.exit(Exit.Interrupted);
    stop.abort(new Failure("interrupted", {}));
  });
}
// A reader that has seen enough (`| head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) =>
  process.exit(error.code === "EPIPE" ? Exit.Good : Exit.Broke),
);

process.exitCode = await main({
  argv: process.argv.slice(2),
  cwd: process.cwd(),
  env: process.env,
  // Most runs never read it, and opening it takes time.
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stop.signal,
  now: () => new Date(),
});
