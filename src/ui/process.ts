import type { Readable, Writable } from "node:stream";

/** A stream that may be a terminal. */
export type MaybeTty<S> = S & { isTTY?: boolean; columns?: number; rows?: number };

/** The world as the program sees it, injected at the top so that nothing below reaches for globals. */
export interface Proc {
  /** Arguments after the program's name. */
  argv: string[];
  cwd: string;
  env: Record<string, string | undefined>;
  stdin: MaybeTty<Readable>;
  stdout: MaybeTty<Writable>;
  stderr: MaybeTty<Writable>;
  /** Aborted by SIGINT or SIGTERM. */
  signal: AbortSignal;
  now: () => Date;
}
