import { run } from "./program.ts";
import { Exit, type ExitCode } from "./ui/exit.ts";
import { Failure } from "./ui/failure.ts";
import { paintFor } from "./ui/paint.ts";
import type { Proc } from "./ui/process.ts";

/**
 * Runs the program and returns its exit code. The only catch: expected failures become a message with its fix, anything
 * else says that it is a bug.
 */
export async function main(proc: Proc): Promise<ExitCode> {
  try {
    return await run(proc);
  } catch (error) {
    return report(proc, error);
  }
}

function report(proc: Proc, error: unknown): ExitCode {
  const exit = error instanceof Failure ? error.exit : Exit.Broke;
  if (proc.argv.includes("--json")) proc.stdout.write(`${JSON.stringify(errorDocument(error, exit), null, 2)}\n`);
  const paint = paintFor(proc.stderr, proc.env);
  proc.stderr.write(`${[`${paint.red("error:")} ${whatOf(error)}`, ...fixLines(error)].join("\n")}\n`);
  return exit;
}

function errorDocument(error: unknown, exit: ExitCode) {
  const code = error instanceof Failure ? error.code : "bug";
  const fix = error instanceof Failure ? error.fix : undefined;
  return {
    schema: "plan-init/error/1",
    error: { code, message: whatOf(error), ...(fix === undefined ? {} : { fix }) },
    exit,
  };
}

const whatOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function fixLines(error: unknown): string[] {
  if (error instanceof Failure)
    return error.fix === undefined ? [] : [`  fix: ${error.fix.replaceAll("\n", "\n       ")}`];
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  return ["this is a bug in plan-init; please report it with what follows", stack];
}
