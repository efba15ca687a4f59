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
  "bare-repository": (a: { path: string }): Message => ({
    exit: Exit.Usage,
    what: `\`${a.path}\` is a bare repository, without files to plan for`,
    fix: "run plan-init in a clone or a worktree of it",
  }),

  "no-clipboard": (_: object): Message => ({
    exit: Exit.Broke,
    what: "no clipboard program was found (pbcopy, wl-copy, xclip, xsel, clip.exe)",
    fix: "leave `--copy` out and pipe or redirect the prompt instead",
  }),
  "runner-in-conflict": (a: { path: string; line: number }): Message => ({
    exit: Exit.Person,
    what: `\`${a.path}\` line ${a.line}: a conflict of an earlier upgrade is unresolved`,
    fix: "edit the lines between `<<<<<<<` and `>>>>>>>`, then run the command again",
  }),
  "runner-missing": (a: { path: string }): Message => ({
    exit: Exit.Usage,
    what: `there is no \`${a.path}\` any more`,
    fix: `bring it back: \`plan-init --restore ${a.path}\``,
  }),
  "hooks-without-claude": (_: object): Message => ({
    exit: Exit.Usage,
    what: "`--hooks` is for Claude Code, which is not among the agents of this repository",
    fix: "add it to the others: `--set agents=claude,…`",
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
  "half-written": (a: { why: string }): Message => ({
    exit: Exit.Broke,
    what: `${a.why}, and what had been written by then could not be taken back`,
    fix: "mend that and run `plan-init`: it takes it back first",
  }),
  "edited-meanwhile": (a: { path: string }): Message => ({
    exit: Exit.Person,
    what: `\`${a.path}\` was changed by something else while plan-init was at work; nothing was written`,
    fix: "run the command again",
  }),
  "nothing-to-undo": (a: { path: string }): Message => ({
    exit: Exit.Person,
    what: "there is nothing to undo on this machine",
    fix: `before-images are kept in \`${a.path}\`, for the last run only and outside git; older states are in git's history`,
  }),
  "edited-since": (a: { paths: string[] }): Message => ({
    exit: Exit.Person,
    what: `undoing would lose your later edits in ${a.paths.map((path) => `\`${path}\``).join(", ")}`,
    fix: "take back everything else: `plan-init undo --keep-edited`",
  }),
  "interrupted-earlier": (_: object): Message => ({
    exit: Exit.NotYet,
    what: "an earlier run was interrupted in the middle of writing",
    fix: "run `plan-init`: it settles that first",
  }),
  "changed-meanwhile": (_: object): Message => ({
    exit: Exit.Person,
    what: "another run changed this set-up in the meantime; nothing was written",
    fix: "run the command again",
  }),
  "needs-confirmation": (a: { verb: string }): Message => ({
    exit: Exit.Usage,
    what: `\`plan-init ${a.verb}\` asks before it acts, and there is nobody to ask`,
    fix: `look first: \`plan-init ${a.verb} --dry-run\`; then: \`plan-init ${a.verb} --yes\``,
  }),
  "not-installed": (_: object): Message => ({
    exit: Exit.Usage,
    what: "plan-init has not been here yet",
    fix: "run `plan-init` first",
  }),
  "not-managed": (a: { flag: string; path: string; near?: string | undefined }): Message => ({
    exit: Exit.Usage,
    what: `\`${a.flag} ${a.path}\`: no template stands behind that path`,
    fix: a.near === undefined ? "`plan-init --dry-run` lists every managed file" : `did you mean \`${a.near}\`?`,
  }),
  downgrade: (a: { name: string; installed: string; given: string }): Message => ({
    exit: Exit.Person,
    what: `the templates here are \`${a.name}\` ${a.installed}, newer than the ${a.given} of this program`,
    fix: "run the newest version: `npx plan-init@latest`; to go back on purpose: `--allow-downgrade`",
  }),
  "pack-missing": (a: { name: string; version: string }): Message => ({
    exit: Exit.Usage,
    what: `this set-up was made with the template pack \`${a.name}\` ${a.version}, which is not given now`,
    fix: "give it: `--templates DIR`; to go back to the built-in templates: `--templates builtin`",
  }),
  unresolved: (a: { places: { path: string; line: number }[] }): Message => ({
    exit: Exit.Person,
    what: `conflicts of an earlier upgrade are unresolved: ${a.places.map(({ path, line }) => `\`${path}\` line ${line}`).join(", ")}`,
    fix: "edit the lines between `<<<<<<<` and `>>>>>>>`, then run `plan-init` again;\nor take the upgrade back, `plan-init undo`, and decide it with `--ours` or `--theirs`",
  }),
  "would-conflict": (a: { paths: string[] }): Message => ({
    exit: Exit.Person,
    what: `nothing was changed: there would be conflicts in ${a.paths.map((path) => `\`${path}\``).join(", ")}`,
    fix: "see them with `plan-init --diff`; decide with `--conflict markers`, `--ours` or `--theirs`",
  }),

  // ── runs: start and check ─────────────────────────────────────────────────────────────────────
  "no-plan": (a: { path: string }): Message => ({
    exit: Exit.Usage,
    what: `there is no plan: \`${a.path}\` does not exist`,
    fix: `bring it back: \`plan-init --restore ${a.path}\`, or write it as \`planning/PLANNER_RUNNER.md\` says`,
  }),
  "plan-in-conflict": (a: { path: string; line: number }): Message => ({
    exit: Exit.Person,
    what: `\`${a.path}\` line ${a.line}: git could not merge two plans here`,
    fix: "there is one plan: keep one side of it whole (its `Plan ID` says which run it belongs to), then run the command again",
  }),
  "no-such-plan": (a: { path: string }): Message => ({
    exit: Exit.Usage,
    what: `there is no \`${a.path}\``,
    fix: "give the path of a plan, or none for `planning/_state/CANONICAL_PLAN.md`",
  }),
  "record-elsewhere": (a: { path: string; plan: string }): Message => ({
    exit: Exit.Usage,
    what: `\`${a.path}\` cannot be recorded: runs are about \`${a.plan}\``,
    fix: "leave the path out, or leave `--record` and `--confirm` out",
  }),
  "no-run": (_: object): Message => ({
    exit: Exit.Usage,
    what: "there is no run to record in",
    fix: 'open one: `plan-init start --goal "what this is about"`',
  }),
  "run-newer": (a: { path: string; schema: number }): Message => ({
    exit: Exit.Person,
    what: `\`${a.path}\` was written by a newer plan-init (schema ${a.schema})`,
    fix: "run the newest version: `npx plan-init@latest`",
  }),
  "run-in-conflict": (a: { path: string }): Message => ({
    exit: Exit.Person,
    what: `\`${a.path}\` has conflict markers of a git merge in it: two branches went on with one run`,
    fix: "keep one side of it whole, with the plan and the snapshots of the same side, then run the command again",
  }),
  "run-damaged": (a: { path: string; why: string }): Message => ({
    exit: Exit.Person,
    what: `\`${a.path}\` cannot be read: ${a.why}`,
    fix: `bring it back from git; the drafts are safe in the \`plan-*.md\` beside it.\nOr move that one file away and open a new run: \`plan-init start --reason "the record was lost"\``,
  }),
  "run-ended": (a: { id: string; verdict: string; changes: readonly string[] }): Message => ({
    exit: Exit.Person,
    what: [`the run \`${a.id}\` has ended: ${a.verdict}`, ...a.changes.map((change) => `  since then: ${change}`)].join(
      "\n",
    ),
    fix: 'a person decides: accept the plan as it is, `plan-init check --confirm`, or plan on, `plan-init start --reason "why"`',
  }),
  "nothing-to-confirm": (a: { why: string }): Message => ({
    exit: Exit.Usage,
    what: `there is nothing to confirm: ${a.why}`,
    fix: "see where the plan stands: `plan-init check`",
  }),
  "cannot-confirm": (a: { errors: number }): Message => ({
    exit: Exit.NotYet,
    what: `a plan with ${a.errors === 1 ? "an error" : `${a.errors} errors`} cannot be confirmed`,
    fix: "mend what `plan-init check` lists first",
  }),
  "plan-of-the-day": (a: { since: string; next: string }): Message => ({
    exit: Exit.Person,
    what: `nothing new is known since the plan ${a.since}: the goal and intent are the same, no commits on its paths, no delta or review against it`,
    fix: `${a.next};\nor say why there has to be a new plan: \`plan-init start --reason "why"\``,
  }),
  "run-needs-a-person": (a: { id: string; verdict: string; confirmable: boolean }): Message => ({
    exit: Exit.Person,
    what: `the run \`${a.id}\` ended without a settled plan: ${a.verdict}`,
    fix: `${a.confirmable ? "a person accepts its last change, `plan-init check --confirm`, or" : "a person decides what to change, and"} opens another run: \`plan-init start --reason "why"\``,
  }),
  "sync-diverged": (a: { branch: string; upstream: string; ahead: number; behind: number }): Message => ({
    exit: Exit.Person,
    what: `\`${a.branch}\` and \`${a.upstream}\` have diverged (${a.ahead} ahead, ${a.behind} behind), so there is no fast-forward`,
    fix: "merge or rebase as you think fit, then run the command again; or set `sync: none` in `planning/config.yml`",
  }),
  "sync-refused": (a: { branch: string; upstream: string; why: string }): Message => ({
    exit: Exit.Person,
    what: `\`${a.branch}\` could not be fast-forwarded to \`${a.upstream}\`: ${a.why}`,
    fix: "commit your changes or move them away, then run the command again; nothing was changed",
  }),

  // ── verify and delta ──────────────────────────────────────────────────────────────────────────
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

  // ── template packs ────────────────────────────────────────────────────────────────────────────
  "pack-folder": (a: { said: "flag" | "config"; folder: string; why: string }): Message => ({
    exit: Exit.Usage,
    what: `\`${a.said === "flag" ? "--templates " : "templates: "}${a.folder}\`: ${a.why}`,
    fix: `correct ${a.said === "flag" ? "the folder" : "`templates` in `planning/config.yml`"}, or go back to the built-in templates: \`--templates builtin\``,
  }),
  "pack-invalid": (a: { where: string; problems: readonly string[] }): Message => ({
    exit: Exit.Usage,
    what: listed(`problems in \`${a.where}\``, a.problems),
    fix: "mend the template pack (its format: docs/packs.md of plan-init)",
  }),
  "template-invalid": (a: {
    problems: readonly { template: string; line?: number | undefined; why: string }[];
  }): Message => ({
    exit: Exit.Usage,
    what: listed(
      "problems in templates",
      a.problems.map(
        ({ template, line, why }) => `\`${template}\`${line === undefined ? "" : ` line ${line}`}: ${why}`,
      ),
    ),
    fix: "mend the templates (variables and helpers: docs/packs.md of plan-init)",
  }),

  // ── the config and the interview ──────────────────────────────────────────────────────────────
  "config-invalid": (a: { file: string; problems: readonly string[] }): Message => ({
    exit: Exit.Usage,
    what: listed(`problems in \`${a.file}\``, a.problems),
    fix: "correct these lines; what each key takes stands in `planning/.plan-init/config.schema.json`",
  }),
  "config-uneditable": (a: { keys: readonly string[] }): Message => ({
    exit: Exit.Person,
    what: "`planning/config.yml` is laid out in a way that cannot be changed without losing your formatting",
    fix: `change these keys by hand: ${a.keys.map((key) => `\`${key}\``).join(", ")}`,
  }),
  "set-invalid": (a: { problems: readonly string[] }): Message => ({
    exit: Exit.Usage,
    what: listed("answers cannot be used", a.problems),
    fix: "what each key takes is in `planning/config.yml` and docs/configuration.md; e.g. `--set commands.test='make test'`",
  }),
  "answers-missing": (a: { keys: readonly string[] }): Message => ({
    exit: Exit.Usage,
    what: `no answer for ${a.keys.map((key) => `\`${key}\``).join(", ")}, and nothing to take as a default`,
    fix: `give ${a.keys.length === 1 ? "it" : "them"}: ${a.keys.map((key) => `\`--set ${key}=…\``).join(" ")}`,
  }),
} satisfies Record<string, (args: never) => Message>;

export type MessageCode = keyof typeof messages;

const milestonesWords = (ids: readonly string[]): string =>
  ids.length === 0
    ? "write it as `planning/PLANNER_RUNNER.md` says"
    : `it has ${ids.map((id) => `\`${id}\``).join(", ")}`;

const mostListed = 20;

/** One problem as it is; several below a heading, one a line. */
function listed(heading: string, problems: readonly string[], alone?: string): string {
  if (problems.length === 1) return alone === undefined ? (problems[0] ?? "") : `${alone} ${problems[0]}`;
  const more = problems.length - mostListed;
  const lines = [...problems.slice(0, mostListed), ...(more > 0 ? [`and ${more} more`] : [])];
  return [`${problems.length} ${heading}`, ...lines.map((line) => `  ${line}`)].join("\n");
}
