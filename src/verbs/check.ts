import { Option } from "commander";
import { common, examples, type Verb } from "./verb.ts";

export const check: Verb = {
  declare(command, run) {
    common(command)
      .description("lint the plan, compare it with the last iteration, print the verdict; changes nothing by itself")
      .argument("[plan]", "another plan than planning/_state/CANONICAL_PLAN.md")
      .option("--record", "count it as this run's next iteration, if it has no errors")
      .option("--with-findings", "record it even with errors")
      .option("--confirm", "as a person, accept the plan as it is after the run has ended")
      .option("--allow-draft", "exit with 0, not 3, while the plan is still being made: for CI and commit hooks")
      .addOption(
        new Option("--format <format>", "how findings are printed").choices(["text", "json", "github"]).default("text"),
      )
      .addHelpText(
        "after",
        `${examples(["check", "check --record", "check --format github", "check docs/example-plan.md"])}
Exit codes: 0 STOP, 3 CONTINUE, 4 ESCALATE\n`,
      )
      .action((plan: string | undefined, flags: Record<string, unknown>) =>
        run(flags, plan === undefined ? [] : [plan]),
      );
  },
  load: async () => (await import("../commands/check.ts")).check,
};
