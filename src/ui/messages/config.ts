import { Exit } from "../exit.ts";
import type { Message } from "../failure.ts";
import { listed } from "./listed.ts";

/** The config and the interview. */
export const configMessages = {
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
};
