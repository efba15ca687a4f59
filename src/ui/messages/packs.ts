import { Exit } from "../exit.ts";
import type { Message } from "../failure.ts";
import { listed } from "./listed.ts";

/** Template packs. */
export const packsMessages = {
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
};
