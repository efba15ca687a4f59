import type { AnyDocument } from "./documents.ts";
import { Exit, type ExitCode } from "./exit.ts";
import { Failure } from "./failure.ts";
import { asTyped } from "./invocation.ts";
import { outputFor } from "./output.ts";
import { paintFor } from "./paint.ts";
import type { Proc } from "./process.ts";

/** Tells of what ended the program: on stderr, and with `--json` as a document too. Returns the exit code. */
export function reportError(proc: Proc, thrown: unknown): ExitCode {
  // Whatever an interrupt broke on its way (a child that was killed, a read that was cut off), it was the interrupt.
  const error = proc.signal.aborted && !(thrown instanceof Failure) ? new Failure("interrupted", {}) : thrown;
  outputFor(proc, wantsJson(proc.argv)).document(errorDocument(error));
  return printError(proc, error);
}

/** Before the flags were parsed, or when they could not be. */
const wantsJson = (argv: readonly string[]): boolean =>
  argv.some(
    (flag, at) => flag === "--json" || flag === "--format=json" || (flag === "json" && argv[at - 1] === "--format"),
  );

/** Says on stderr what went wrong: an expected failure with its fix, anything else as a bug. Returns the exit code. */
export function printError(proc: Proc, error: unknown): ExitCode {
  const paint = paintFor(proc.stderr, proc.env);
  const lines = [`${paint.red("error:")} ${wordsOf(error)}`, ...fixLines(error)];
  proc.stderr.write(`${asTyped(lines.join("\n"), proc.env)}\n`);
  return exitOf(error);
}

/** The document of `--json` for an error. */
function errorDocument(error: unknown): AnyDocument {
  const code = error instanceof Failure ? error.code : "bug";
  const fix = error instanceof Failure ? error.fix : undefined;
  const details = { code, message: wordsOf(error), ...(fix === undefined ? {} : { fix }) };
  return { schema: "plan-init/error/1", error: details, exit: exitOf(error) };
}

const exitOf = (error: unknown): ExitCode => (error instanceof Failure ? error.exit : Exit.Broke);

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function fixLines(error: unknown): string[] {
  if (error instanceof Failure)
    return error.fix === undefined ? [] : [`  fix: ${error.fix.replaceAll("\n", "\n       ")}`];
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  return ["this is a bug in plan-init; please report it with what follows", stack];
}
