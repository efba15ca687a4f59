import { Argument, Option } from "commander";
import { collect, common, examples, type Verb } from "./verb.ts";

export const review: Verb = {
  declare(command, run) {
    common(command)
      .description(
        "play rounds of review by hand: record what a critic finds and how the planner answers, and say when to stop",
      )
      .addArgument(
        new Argument(
          "<step>",
          "open: begin or go on; findings, dispositions: record an answer; close: write down how it ended",
        ).choices(["open", "findings", "dispositions", "close"]),
      )
      .argument("[file]", "the answer as JSON, alone or as the last fenced block; `-` for stdin")
      .addOption(new Option("--rounds <n>", "most rounds, 4 by default; for a review that has ended, so many more"))
      .addOption(new Option("--fast", "two rounds").conflicts(["complex", "rounds"]))
      .addOption(new Option("--complex", "eight rounds").conflicts(["fast", "rounds"]))
      .option(
        "--context <path>",
        "with open: a file or folder that the critic is to read too; may be repeated",
        collect,
      )
      .option("--note <text>", "with open: what the critic is to know; may be repeated", collect)
      .addHelpText(
        "after",
        `${examples(["review open", "review open --context docs/api.md --note 'the API is frozen'", "review findings answer.json", "review dispositions - < answer.md", "review close --json"])}
Exit codes: 0 GO, or a turn is open; 3 NO-GO, the planner's turn; 4 a person must decide\n`,
      )
      .action((step: string, file: string | undefined, flags: Record<string, unknown>) =>
        run(flags, file === undefined ? [step] : [step, file]),
      );
  },
  load: async () => (await import("../commands/review.ts")).review,
};
