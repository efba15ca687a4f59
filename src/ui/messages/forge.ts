import { oneOf } from "../../config/words.ts";
import { Exit } from "../exit.ts";
import type { Message } from "../failure.ts";

/** Forges of strategy mode. What they say is made safe to print, and freed of the token, where it is taken in. */
export const forgeMessages = {
  "forge-unset": (a: { what: string; fix: string }): Message => ({ exit: Exit.Usage, ...a }),
  "forge-no-token": (a: { host: string; names: readonly string[] }): Message => ({
    exit: Exit.Usage,
    what: `there is no token for \`${a.host}\``,
    fix: `set ${oneOf(a.names)} in the environment; it is never stored`,
  }),
  "forge-not-vouched": (a: { host: string; names: readonly string[] }): Message => ({
    exit: Exit.Usage,
    what: `\`planning/config.yml\` names \`${a.host}\`, and nothing outside the repository says that your token is for it`,
    fix: `set ${oneOf(a.names)} to the server's address`,
  }),
  "push-refused": (a: { branch: string; remote: string; why: string }): Message => ({
    exit: Exit.Person,
    what: `\`${a.branch}\` was not pushed to \`${a.remote}\`: ${a.why}`,
    fix: "push it yourself, or what it stands on, then: `plan-init strategy commit`",
  }),
  "forge-failed": (a: { what: string; fix: string; status?: number }): Message => ({
    exit: Exit.Broke,
    what: a.what,
    fix: a.fix,
  }),
  "forge-unsure": (a: { what: string }): Message => ({
    exit: Exit.Broke,
    what: `${a.what}: it may have been done all the same`,
    fix: "run the command again: it looks first",
  }),
};
