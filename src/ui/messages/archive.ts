import { Exit } from "../exit.ts";
import type { Message } from "../failure.ts";

/** Closing a plan. */
export const archiveMessages = {
  "nothing-to-archive": (a: { path: string }): Message => ({
    exit: Exit.Usage,
    what: `there is no plan to archive: \`${a.path}\` is as it was set up`,
    fix: 'plan something first: `plan-init start --goal "what this is about"`',
  }),
  "plan-not-done": (a: { why: string }): Message => ({
    exit: Exit.Person,
    what: `the plan is not done: ${a.why}`,
    fix: 'build it, `plan-init prompt dev`, or set the Status of what is done or dropped;\nor close it as it is: `plan-init archive --abandon "why"`',
  }),
};
