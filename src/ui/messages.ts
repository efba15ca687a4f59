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

  // ── what is installed, and writing it ─────────────────────────────────────────────────────────
  "file-in-the-way": (a: { path: string; wanted: string }): Message => ({
    exit: Exit.Person,
    what: `\`${a.path}\` is a file, and \`${a.wanted}\` needs a folder there`,
    fix: `move or rename \`${a.path}\`, then run the command again`,
  }),
  "not-a-text-file": (a: { path: string; found: string }): Message => ({
    exit: Exit.Person,
    what: `\`${a.path}\` is ${a.found}; plan-init reads and writes regular text files only`,
    fix: `put a regular file or folder in its place, then run the command again`,
  }),
  "manifest-newer": (a: { path: string; schema: number }): Message => ({
    exit: Exit.Person,
    what: `\`${a.path}\` was written by a newer plan-init (schema ${a.schema})`,
    fix: "run the newest version: `npx plan-init@latest`",
  }),
  "manifest-invalid": (a: { path: string; why: string }): Message => ({
    exit: Exit.Person,
    what: `\`${a.path}\` cannot be trusted: ${a.why}`,
    fix: "bring it back from git, or move it away and run `plan-init` again: files that differ from the templates are kept",
  }),
  "manifest-in-conflict": (a: { path: string }): Message => ({
    exit: Exit.Person,
    what: `\`${a.path}\` has conflict markers of a git merge in it`,
    fix: "keep either side of each conflict (both are safe: plan-init merges from there), then run `plan-init` again",
  }),
  "journal-damaged": (a: { path: string }): Message => ({
    exit: Exit.Person,
    what: `an earlier run was interrupted, and its journal in \`${a.path}\` cannot be read`,
    fix: `the files as they were are in \`${a.path}/before\`; compare them, move that folder away, then run the command again`,
  }),
  locked: (a: { path: string; pid: number; host: string }): Message => ({
    exit: Exit.Person,
    what: `another plan-init is at work here (process ${a.pid} on ${a.host})`,
    fix: `wait for it to end; if it is long gone, move \`${a.path}\` away`,
  }),
  "cannot-write": (a: { path: string; why: string }): Message => ({
    exit: Exit.Broke,
    what: `cannot write \`${a.path}\`: ${a.why}`,
    fix: "nothing was changed; mend that and run the command again",
  }),

  // ── template packs ────────────────────────────────────────────────────────────────────────────
  "pack-invalid": (a: { where: string; why: string }): Message => ({
    exit: Exit.Usage,
    what: `\`${a.where}\`: ${a.why}`,
    fix: "mend the template pack (its format: docs/packs.md of plan-init)",
  }),
  "template-invalid": (a: { template: string; line?: number | undefined; why: string }): Message => ({
    exit: Exit.Usage,
    what: `\`${a.template}\`${a.line === undefined ? "" : ` line ${a.line}`}: ${a.why}`,
    fix: "mend the template (variables and helpers: docs/packs.md of plan-init)",
  }),
} satisfies Record<string, (args: never) => Message>;

export type MessageCode = keyof typeof messages;
