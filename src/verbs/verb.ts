import type { Command } from "commander";
import type { ExitCode } from "../ui/exit.ts";
import type { Proc } from "../ui/process.ts";

/** A verb's implementation: takes the process and its parsed flags, returns the exit code. */
export type Action = (proc: Proc, flags: Record<string, unknown>, args: string[]) => Promise<ExitCode>;

/** Called by commander with what was typed. */
export type Run = (flags: Record<string, unknown>, args: string[]) => Promise<void>;

/** One word of the command line. */
export interface Verb {
  /** Absent from the help. */
  hidden?: boolean;
  /** Says what it is for and which flags it takes. */
  declare(command: Command, run: Run): void;
  /** Imports what does it, which nothing else needs. */
  load(): Promise<Action>;
}

/** What every verb takes. */
export function common(command: Command): Command {
  return command
    .option("-C, --cwd <dir>", "work in this folder instead of the current one", ".")
    .option("--json", "print one JSON document on stdout")
    .helpOption("-h, --help", "print this help")
    .exitOverride();
}

/** Parser of a flag that may be repeated. */
export const collect = (value: string, all: string[] = []): string[] => [...all, value];

/** The part of a help that shows how it is typed: what follows `plan-init`, a line each. */
export const examples = (lines: readonly string[]): string =>
  `\nExamples:\n${lines.map((line) => `  $ plan-init ${line}`.trimEnd()).join("\n")}\n`;
