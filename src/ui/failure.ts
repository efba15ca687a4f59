import type { ExitCode } from "./exit.ts";
import { type MessageCode, messages } from "./messages/index.ts";

/**
 * An expected failure: what is wrong, where, and how to mend it.
 *
 * The text stands in one table (`messages.ts`); throwing code names the entry and gives its arguments.
 * Anything thrown that is not a `Failure` is a bug, and `main` says so.
 */
export class Failure<Code extends MessageCode = MessageCode> extends Error {
  readonly exit: ExitCode;
  /** One sentence, literals in backticks, no full stop. */
  readonly what: string;
  /** What to do about it, as one or more lines. */
  readonly fix: string | undefined;

  constructor(
    readonly code: Code,
    readonly args: Parameters<(typeof messages)[Code]>[0],
    options?: ErrorOptions,
  ) {
    // The table's entries differ in their argument; the constructor's signature ties code and argument together.
    const message = (messages[code] as (args: unknown) => Message)(args);
    super(message.what, options);
    this.name = "Failure";
    this.exit = message.exit;
    this.what = message.what;
    this.fix = message.fix;
  }
}

/** One row of the table of messages, filled in. */
export interface Message {
  exit: ExitCode;
  what: string;
  fix?: string;
}
