import { common, examples, type Verb } from "./verb.ts";

export const watch: Verb = {
  declare(command, run) {
    common(command)
      .description("look on while a loop or a review goes on, from any terminal, until it has ended")
      .argument("[run]", "id of the run, or how it begins or ends; the newest that is reviewed when left out")
      .option("--plain", "plain lines instead of the live panel")
      .addHelpText(
        "after",
        `${examples(["watch", "watch --plain >> loop.log", "watch 20261120T101500Z", "watch --json"])}
It changes nothing, and Ctrl-C ends nothing but the looking on. With --json it prints where the review stands, and ends.
Exit codes: 0 whatever it saw; the review's own is in --json\n`,
      )
      .action((named: string | undefined, flags: Record<string, unknown>) =>
        run(flags, named === undefined ? [] : [named]),
      );
  },
  load: async () => (await import("../commands/watch.ts")).watch,
};
