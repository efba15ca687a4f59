import { Option } from "commander";
import { common, examples, type Verb } from "./verb.ts";

export const prompt: Verb = {
  declare(command, run) {
    common(command)
      .description("print a runner with this run's CONFIG filled in, ready to paste or pipe")
      .argument("<runner>", "planner, dev, review or strategy")
      .option("--goal <text>", "what this run is about")
      .addOption(new Option("--mode <mode>", "what this run plans").choices(["execution", "strategy"]))
      .option("--copy", "put it on the clipboard instead of printing it")
      .addHelpText("after", examples(["prompt planner --goal 'add rate limiting' | claude", "prompt dev --copy"]))
      .action((runner: string, flags: Record<string, unknown>) => run(flags, [runner]));
  },
  load: async () => (await import("../commands/prompt.ts")).prompt,
};
