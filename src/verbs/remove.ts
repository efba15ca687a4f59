import { common, examples, type Verb } from "./verb.ts";

export const remove: Verb = {
  declare(command, run) {
    common(command)
      .description("take out what plan-init installed; files you edited, plans and runs stay")
      .option("--dry-run", "print what would happen, and change nothing")
      .option("--with-state", "plans, runs, archive and config go too")
      .option("-y, --yes", "do not ask for confirmation")
      .addHelpText("after", examples(["remove --dry-run", "remove --yes"]))
      .action((flags: Record<string, unknown>) => run(flags, []));
  },
  load: async () => (await import("../commands/remove.ts")).remove,
};
