import { Exit } from "../exit.ts";
import type { Message } from "../failure.ts";

/** Documents of strategy mode: predictions, filed work, the vault. */
export const documentsMessages = {
  "front-matter": (a: { file: string; line: number; what: string }): Message => ({
    exit: Exit.NotYet,
    what: `\`${a.file}\` line ${a.line}: ${a.what}`,
    fix: "write the front matter as `key: value`, a line each, between two lines `---`; nothing was changed",
  }),
  "in-the-way": (a: { path: string }): Message => ({
    exit: Exit.Person,
    what: `something stands at \`${a.path}\` already`,
    fix: "rename one of the two; nothing was changed",
  }),
};
