import { common, examples, type Verb } from "./verb.ts";

export const status: Verb = {
  declare(command, run) {
    common(command)
      .description("say where everything stands: plan, phase, verdict, milestones with their evidence, what to do next")
      .option("--stale", "list only what is to be archived, updated or deleted by now")
      .addHelpText(
        "after",
        `${examples(["status", "status --stale", "status --json"])}
Exit codes: 0 whatever it found; \`check\` has the verdict's. Changes nothing\n`,
      )
      .action((flags: Record<string, unknown>) => run(flags, []));
  },
  load: async () => (await import("../commands/status.ts")).status,
};
