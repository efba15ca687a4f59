import { Exit } from "../exit.ts";
import type { Message } from "../failure.ts";

/** The command line. */
export const commandLineMessages = {
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
};
