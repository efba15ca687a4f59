import { Exit } from "../exit.ts";
import type { Message } from "../failure.ts";
import { listed } from "./listed.ts";

/** Verify and delta. */
export const evidenceMessages = {
  "no-run-to-keep": (_: object): Message => ({
    exit: Exit.Usage,
    what: "the plan belongs to no run, so there is nowhere to keep evidence and deltas",
    fix: 'open one: `plan-init start --goal "what this is about"`',
  }),
  "no-such-milestone": (a: { id: string; known: readonly string[]; near?: string | undefined }): Message => ({
    exit: Exit.Usage,
    what: `the plan has no milestone \`${a.id}\``,
    fix: a.near === undefined ? milestonesWords(a.known) : `did you mean \`${a.near}\`?`,
  }),
  "nothing-to-verify": (a: { known: readonly string[] }): Message => ({
    exit: Exit.Usage,
    what: "no milestone is being built or comes next",
    fix: a.known.length === 0 ? milestonesWords(a.known) : "name some, or take all: `plan-init verify --all`",
  }),
  "no-commands": (_: object): Message => ({
    exit: Exit.Usage,
    what: "there are no commands to run at the baseline",
    fix: "give some in `planning/config.yml`, e.g. `plan-init --set commands.test='make test'`",
  }),
  "verify-needs-yes": (a: { commands: readonly string[] }): Message => ({
    exit: Exit.Usage,
    what: listed(
      "commands would run, and there is nobody to ask",
      a.commands,
      "a command would run, and there is nobody to ask:",
    ),
    fix: "look at them, then run the command again with `--yes`",
  }),
  "commands-changed": (a: { commands: readonly string[] }): Message => ({
    exit: Exit.Person,
    what: listed(
      "commands are not as they were settled, and `--yes` does not cover them",
      a.commands,
      "a command is not as it was settled, and `--yes` does not cover it:",
    ),
    fix: "a person looks at them, then runs the command on a terminal, or with `--yes --changed`",
  }),
  "command-unshowable": (a: { id: string; command: string }): Message => ({
    exit: Exit.Usage,
    what: `a command of ${a.id} has control characters in it, so it cannot be shown as it would run: \`${a.command}\``,
    fix: "take them out of the plan; a script in the repository may do what needs them",
  }),
  "no-shell": (a: { why: string }): Message => ({
    exit: Exit.Broke,
    what: `the system's shell could not be started: ${a.why}`,
    fix: "commands run by `/bin/sh`, on Windows by `cmd.exe`",
  }),
  "verify-interrupted": (_: object): Message => ({
    exit: Exit.Interrupted,
    what: "interrupted: what was under way was ended and is not recorded; the evidence before it is",
  }),
  "no-delta": (a: { path: string; near?: string | undefined }): Message => ({
    exit: Exit.Usage,
    what: `there is no \`${a.path}\``,
    fix: "a developer writes it when a milestone is built or blocked, as `planning/DEV_RUNNER.md` says; another file: `--file`",
  }),
};

const milestonesWords = (ids: readonly string[]): string =>
  ids.length === 0
    ? "write it as `planning/PLANNER_RUNNER.md` says"
    : `it has ${ids.map((id) => `\`${id}\``).join(", ")}`;
