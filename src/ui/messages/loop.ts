import { literal } from "../../config/words.ts";
import { Exit } from "../exit.ts";
import type { Message } from "../failure.ts";

/** The loop of planner and critic. */
export const loopMessages = {
  "no-run-to-loop": (_: object): Message => ({
    exit: Exit.Usage,
    what: "there is no run to go on with, and no goal to begin one for",
    fix: 'say what is to be planned: `plan-init loop --goal "add rate limiting"`',
  }),
  "loop-over": (a: { words: string }): Message => ({
    exit: Exit.Person,
    what: `the review of this plan has come to its end: ${a.words}`,
    fix: "have it go on, which a person decides: `plan-init loop --max-rounds 2`;\nor plan another goal: `plan-init loop --goal …`",
  }),
  "loop-budget": (a: { words: string }): Message => ({
    exit: Exit.Person,
    what: `the budget of this loop is used up: ${a.words}`,
    fix: "give it more, in all: `plan-init loop --max-cost 10`, or `--max-tokens`, `--max-minutes`",
  }),
  "loop-running": (a: { pid: number; host: string }): Message => ({
    exit: Exit.Person,
    what: `another loop is at work in this repository: process ${a.pid} on ${a.host}`,
    fix: "look at it: `plan-init watch`; or wait until it has ended",
  }),
  "loop-untrusted": (a: { commands: readonly string[] }): Message => ({
    exit: Exit.Person,
    what: [
      "agent commands of this repository run only when a person trusts them:",
      ...a.commands.map((each) => `  ${each}`),
    ].join("\n"),
    fix: "look at them, then: `plan-init loop --trust`;\nor name a client that plan-init calls itself: `plan-init loop --planner claude --critic claude`",
  }),
  "loop-no-program": (a: {
    programs: readonly string[];
    roles: readonly string[];
    there: readonly string[];
  }): Message => ({
    exit: Exit.Usage,
    what: `there is no program ${a.programs.map(literal).join(" and no ")} to play ${a.roles.join(" and ")}`,
    fix: [
      ...(a.there.length === 0
        ? ["install the client"]
        : [
            `name one that is here, ${a.there.join(", ")}: \`plan-init loop ${a.roles.map((role) => `--${role} ${a.there[0]}`).join(" ")}\``,
          ]),
      "or give a command of your own, under `loop` in `planning/config.yml`",
    ].join(";\n"),
  }),
  "loop-in-loop": (_: object): Message => ({
    exit: Exit.Person,
    what: "this was started by an agent that a loop has called, and a loop in a loop has no end",
    fix: "start it from a terminal of your own",
  }),
};
