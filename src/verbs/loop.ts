import { Option } from "commander";
import { collect, common, examples, type Verb } from "./verb.ts";

export const loop: Verb = {
  declare(command, run) {
    common(command)
      .description(
        "have a planner and a critic, two agent commands, work on the plan until the critic agrees or the rules say stop",
      )
      .option("--goal <text>", "what is to be planned; the plan's own goal when left out")
      .option("--reason <text>", "why a settled plan is planned anew")
      .addOption(new Option("--max-rounds <n>", "most rounds, 4 by default; for a loop that has ended, so many more"))
      .addOption(new Option("--fast", "two rounds").conflicts(["complex", "maxRounds"]))
      .addOption(new Option("--complex", "eight rounds").conflicts(["fast", "maxRounds"]))
      .option("--max-cost <usd>", "stop when this is spent, as far as the agents tell")
      .option("--max-tokens <n>", "stop when so many are used, as far as the agents tell")
      .option("--max-minutes <m>", "stop when the agents have worked so long")
      .option("--planner <preset>", "claude, codex, gemini or opencode instead of what config.yml says")
      .option("--critic <preset>", "the same for the critic")
      .option("--context <path>", "a file or folder that both are to read; may be repeated", collect)
      .option("--note <text>", "what both are to know; may be repeated", collect)
      .option("--answer <id=text>", "answer a question that the planner has asked; may be repeated", collect)
      .option("-y, --yes", "ask nothing: the planner's defaults are its answers")
      .option("--trust", "run agent commands of this repository's config without asking")
      .option("--plain", "plain lines instead of the live panel")
      .option("--dry-run", "show what would be run, and run nothing")
      .addHelpText(
        "after",
        `${examples([
          "loop --goal 'add rate limiting'",
          "loop --fast --max-cost 2",
          "loop --planner claude --critic codex",
          "loop --dry-run",
          "loop --answer Q1='a day'",
        ])}
It goes on where it was ended: run it again. See it from another terminal: plan-init watch
Exit codes: 0 the plan may be built; 1 an agent failed; 4 a person must decide; 130 interrupted\n`,
      )
      .action((flags: Record<string, unknown>) => run(flags, []));
  },
  load: async () => (await import("../commands/loop.ts")).loop,
};
