import { common, examples, type Verb } from "./verb.ts";

export const undo: Verb = {
  declare(command, run) {
    common(command)
      .description("take the last scaffold, upgrade or removal back, byte for byte")
      .option("--dry-run", "print what would happen, and change nothing")
      .option("--keep-edited", "leave files as they are that you edited since, instead of refusing")
      .addHelpText("after", examples(["undo", "undo --dry-run"]))
      .action((flags: Record<string, unknown>) => run(flags, []));
  },
  load: async () => (await import("../commands/undo.ts")).undo,
};
