import { version } from "./package.ts";
import { Exit, type ExitCode } from "./ui/exit.ts";
import type { Proc } from "./ui/process.ts";

/**
 * Runs the program and returns its exit code. The only catch: expected failures become a message with its fix, anything
 * else says that it is a bug.
 */
export async function main(proc: Proc): Promise<ExitCode> {
  if (asksVersion(proc.argv)) {
    proc.stdout.write(`${version}\n`);
    return Exit.Good;
  }
  try {
    const { run } = await import("./program.ts");
    return await run(proc);
  } catch (error) {
    const { reportError } = await import("./ui/errors.ts");
    return reportError(proc, error);
  }
}

/** Whether this is the question that scripts and other tools ask most; its answer needs none of the rest. */
const asksVersion = ([flag, ...more]: string[]): boolean =>
  (flag === "--version" || flag === "-V") && more.length === 0;
