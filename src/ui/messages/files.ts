import { Exit } from "../exit.ts";
import type { Message } from "../failure.ts";

/** What is installed, and writing it. */
export const filesMessages = {
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
  "cannot-write": (a: { path: string; why: string; takenBack?: boolean }): Message => ({
    exit: Exit.Broke,
    what: `cannot write \`${a.path}\`: ${a.why}`,
    fix: `${a.takenBack ? "nothing was changed" : "it is as it was"}; mend that and run the command again`,
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
    what: `since the run that would be undone you edited ${a.paths.map((path) => `\`${path}\``).join(", ")}, or resolved a conflict there, and that would be lost`,
    fix: `keep ${a.paths.length === 1 ? "that file as it is" : "those files as they are"} and take back the rest: \`plan-init undo --keep-edited\``,
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
};
