import type { Verb } from "./verb.ts";

/** For agents' settings, not for people: what `--hooks` installs calls it. Whatever it is given, it must not fail. */
export const hook: Verb = {
  hidden: true,
  declare(command, run) {
    command
      .argument("[event]")
      .allowExcessArguments(true)
      .allowUnknownOption(true)
      .action((event: string | undefined) => run({}, event === undefined ? [] : [event]));
  },
  load: async () => (await import("../commands/hook.ts")).hook,
};
