import { Exit } from "./exit.ts";
import type { Message } from "./failure.ts";

/** Every expected failure's words: what is wrong, how to mend it, and the exit code. No full stops, literals in backticks. */
export const messages = {
  // ── the command line ──────────────────────────────────────────────────────────────────────────
  usage: (a: { what: string; fix?: string | undefined }): Message => ({
    exit: Exit.Usage,
    what: a.what,
    fix: a.fix ?? "see `plan-init --help`",
  }),
  interrupted: (_: object): Message => ({ exit: Exit.Interrupted, what: "interrupted, nothing was changed" }),
  "not-a-directory": (a: { path: string }): Message => ({
    exit: Exit.Usage,
    what: `\`${a.path}\` is not a folder`,
    fix: "give `-C` an existing folder",
  }),
} satisfies Record<string, (args: never) => Message>;

export type MessageCode = keyof typeof messages;
