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
  /** Prints lines for a person beside data that may be piped on, such as a diff; with `--json`, nothing. */
  aside(lines: (look: Pick<Output, "paint" | "width">) => readonly string[]): void;
  /** Prints the one document of `--json`; without it, nothing, and the document is not made. */
  document(make: () => AnyDocument): void;
}

/** @param json whether stdout belongs to one JSON document */
export function outputFor(proc: Proc, json: boolean): Output {
  const stream = json ? proc.stderr : proc.stdout;
  const write = (to: Proc["stdout"], lines: readonly string[]): void => {
    if (!json && lines.length > 0) to.write(`${asTyped(lines.join("\n"), proc.env)}\n`);
  };
  return {
    json,
    ...lookOf(stream, proc.env),
    lines: (lines) => write(stream, lines),
    aside: (lines) => write(proc.stderr, lines(lookOf(proc.stderr, proc.env))),
    document: (make) => {
      if (json) proc.stdout.write(`${JSON.stringify(make(), null, 2)}\n`);
    },
  };
}

const lookOf = (stream: Proc["stdout"], env: Proc["env"]): Pick<Output, "paint" | "width"> => ({
  paint: paintFor(stream, env),
  width: Math.min(stream.columns ?? 100, 120),
});
