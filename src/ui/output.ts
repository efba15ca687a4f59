import type { AnyDocument } from "./documents/index.ts";
import { asTyped } from "./invocation.ts";
import type { Paint } from "./paint.ts";
import { paintFor } from "./paint.ts";
import type { Proc } from "./process.ts";

/** Where a verb's words go: people's on stdout, or, with `--json`, one document on stdout and everything else on stderr. */
export interface Output {
  json: boolean;
  paint: Paint;
  /** Columns to stay within. */
  width: number;
  /** Prints lines for a person; with `--json` they go to stderr. */
  lines(lines: readonly string[]): void;
  /** Prints the one document of `--json`; without it, nothing. */
  document(value: AnyDocument): void;
}

/** @param json whether stdout belongs to one JSON document */
export function outputFor(proc: Proc, json: boolean): Output {
  const stream = json ? proc.stderr : proc.stdout;
  return {
    json,
    paint: paintFor(stream, proc.env),
    width: Math.min(stream.columns ?? 100, 120),
    lines: (lines) => {
      if (!json && lines.length > 0) stream.write(`${asTyped(lines.join("\n"), proc.env)}\n`);
    },
    document: (value) => {
      if (json) proc.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
    },
  };
}
