import { common, examples, type Verb } from "./verb.ts";

export const verify: Verb = {
  declare(command, run) {
    common(command)
      .description("run the validations of milestones, after showing the exact commands and a yes; keep the evidence")
      .argument("[milestones...]", "ids such as M1; what is being built or comes next by default")
      .option("--all", "every milestone that is not dropped")
      .option(
        "--baseline",
        "the commands of the config instead, and write down which are green before anything changes",
      )
      .option("--dry-run", "print what would run, and run nothing")
      .option("-y, --yes", "do not ask, for commands as the plan was settled with them")
      .option("--changed", "commands that were changed since, too")
      .option("--verbose", "print all that the commands print, as on a terminal; else the end of what failed")
      .option("--timeout <duration>", "how long one command may take, e.g. 90s, 10m or 1h", "10m")
      .addHelpText(
        "after",
        `${examples(["verify", "verify M1 M2", "verify --all --yes --timeout 30m", "verify --baseline"])}
Exit codes: 0 all passed, 3 some failed, 4 a person must look\n`,
      )
      .action((ids: string[], flags: Record<string, unknown>) => run(flags, ids));
  },
  load: async () => (await import("../commands/verify.ts")).verify,
};
