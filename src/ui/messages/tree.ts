import { Exit } from "../exit.ts";
import type { Message } from "../failure.ts";

/** The prerequisite tree. */
export const treeMessages = {
  "no-tree": (a: { path: string }): Message => ({
    exit: Exit.Usage,
    what: `there is no prerequisite tree: \`${a.path}\` does not exist`,
    fix: "write one: a heading `## Objective: <what> (@slug)`, and below it a line `- [ ] <what must be true> (@slug)` each",
  }),
  "no-such-tree": (a: { path: string }): Message => ({
    exit: Exit.Usage,
    what: `there is no \`${a.path}\``,
    fix: "give the path of a tree, or none for `planning/_state/PREREQUISITES.md`",
  }),
  "tree-in-conflict": (a: { path: string; line: number }): Message => ({
    exit: Exit.Person,
    what: `\`${a.path}\` line ${a.line}: git could not merge two trees here`,
    fix: "resolve it like every other conflict; Status lines need no care, `plan-init tree --write` computes them",
  }),
  "tree-elsewhere": (a: { path: string }): Message => ({
    exit: Exit.Usage,
    what: `\`${a.path}\` is not written: it lies outside this repository or behind a symbolic link`,
    fix: "give the path of the file itself, or work in its repository: `-C <dir>`",
  }),
};
