import { collect, common, examples, type Verb } from "./verb.ts";

export const archive: Verb = {
  declare(command, run) {
    common(command)
      .description("close the plan: move it and its runs to `planning/archive/`, and begin with an empty one")
      .option("--abandon <why>", "close it although milestones are open")
      .option("--learned <text>", "what was learned, for the README; may be repeated", collect)
      .option("--slug <words>", "what its folder is called; from the plan's title by default")
      .option("--dry-run", "print what would happen, and change nothing")
      .option("--templates <dir>", "the template pack in use, where the config does not name it")
      .addHelpText(
        "after",
        `${examples([
          "archive --dry-run",
          "archive --learned 'sessions outlive a restart'",
          "archive --abandon 'the vendor closed the API'",
        ])}
It asks nothing: \`plan-init undo\` takes it back.
Exit codes: 0 archived, 2 there is no plan to archive, 4 milestones are open\n`,
      )
      .action((flags: Record<string, unknown>) => run(flags, []));
  },
  load: async () => (await import("../commands/archive.ts")).archive,
};
