import type { AnyDocument } from "./documents/index.ts";
import { Exit, type ExitCode } from "./exit.ts";
import { Failure } from "./failure.ts";
import { fold } from "./fold.ts";
import { asTyped } from "./invocation.ts";
import { outputFor } from "./output.ts";
import { paintFor } from "./paint.ts";
import type { Proc } from "./process.ts";

/** Tells of what ended the program: on stderr, and with `--json` as a document too. Returns the exit code. */
export function reportError(proc: Proc, thrown: unknown): ExitCode {
  // Whatever an interrupt broke on its way (a child that was killed, a read that was cut off), it was the interrupt.
  const error = proc.signal.aborted && !(thrown instanceof Failure) ? new Failure("interrupted", {}) : thrown;
  outputFor(proc, wantsJson(proc.argv)).document(() => errorDocument(error));
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
  // As it was typed first: that is what has to fit.
  const [what = "", ...more] = folded(asTyped(wordsOf(error), proc.env), "error: ", proc.stderr);
  const fix = fixOf(error);
  const mends = fix === undefined ? [] : folded(asTyped(fix, proc.env), "  fix: ", proc.stderr);
  proc.stderr.write(
    `${[what.replace("error:", paint.red("error:")), ...more, ...mends, ...bugLines(error)].join("\n")}\n`,
  );
  return exitOf(error);
}

/** Lines behind a label, folded to a terminal's width; elsewhere, as for the logs of CI, lines stay whole. */
function folded(words: string, label: string, { isTTY, columns }: Proc["stderr"]): string[] {
  const lines = isTTY === true ? fold(words, Math.max((columns ?? 80) - label.length, 20)) : words.split("\n");
  return lines.map((line, at) => (at === 0 ? label : label === "error: " ? "" : " ".repeat(label.length)) + line);
}

/** The document of `--json` for an error. */
function errorDocument(error: unknown): AnyDocument {
  const code = error instanceof Failure ? error.code : "bug";
  const fix = fixOf(error);
  const details = { code, message: wordsOf(error), ...(fix === undefined ? {} : { fix }) };
  return { schema: "plan-init/error/1", error: details, exit: exitOf(error) };
}

const exitOf = (error: unknown): ExitCode => (error instanceof Failure ? error.exit : Exit.Broke);

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const fixOf = (error: unknown): string | undefined => (error instanceof Failure ? error.fix : undefined);

function bugLines(error: unknown): string[] {
  if (error instanceof Failure) return [];
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  return ["this is a bug in plan-init; please report it with what follows", stack];
}
