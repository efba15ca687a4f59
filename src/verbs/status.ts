import { common, examples, type Verb } from "./verb.ts";

export const status: Verb = {
  declare(command, run) {
    common(command)
      .description("say where everything stands: plan, phase, verdict, milestones with their evidence, what to do next")
      .option("--stale", "list only what is to be archived, updated or deleted by now")
      .option("--html [file]", "write it as a page to look at, and print where; git ignores the usual place")
      .addHelpText(
        "after",
        `${examples(["status", "status --stale", "status --html", "status --json"])}
Exit codes: 0 whatever it found; \`check\` has the verdict's\n`,
      )
      .action((flags: Record<string, unknown>) => run(flags, []));
  },
  load: async () => (await import("../commands/status.ts")).status,
};
