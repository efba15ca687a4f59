import { run } from "./program.ts";
import { errorDocument, printError } from "./ui/errors.ts";
import type { ExitCode } from "./ui/exit.ts";
import { Failure } from "./ui/failure.ts";
import { outputFor } from "./ui/output.ts";
import type { Proc } from "./ui/process.ts";

/**
 * Runs the program and returns its exit code. The only catch: expected failures become a message with its fix, anything
 * else says that it is a bug.
 */
export async function main(proc: Proc): Promise<ExitCode> {
  try {
    return await run(proc);
  } catch (thrown) {
    // Whatever an interrupt broke on its way (a child that was killed, a read that was cut off), it was the interrupt.
    const error = proc.signal.aborted && !(thrown instanceof Failure) ? new Failure("interrupted", {}) : thrown;
    outputFor(proc, proc.argv.includes("--json")).document(errorDocument(error));
    return printError(proc, error);
  }
}
