import { Option } from "commander";
import { collect, common, examples, type Verb } from "./verb.ts";

export const start: Verb = {
  declare(command, run) {
    common(command)
      .description("open a planning run, or go on with an unfinished one; refuses a plan-of-the-day")
      .option("--goal <text>", "what this run is about")
      .option("--from <id>", "plan the work that is filed at this id of the prerequisite tree")
      .option("--slug <words>", "what its folder is called; from the goal by default")
      .addOption(new Option("--mode <mode>", "what this run plans").choices(["execution", "strategy"]))
      .option("--reason <text>", "why there has to be another run although nothing new is known")
      .option(
        "--note <question=answer>",
        "an answer of the interview, to be kept with the run; may be repeated",
        collect,
      )
      .option("--max <iterations>", "iteration budget of this run, 1 to 10; from the config by default")
      .addHelpText(
        "after",
        examples([
          "start --goal 'add rate limiting'",
          "start --goal 'add rate limiting' --note 'storage=Redis, as everywhere'",
          "start --from @bootstrap",
          "start --reason 'the API we planned on was withdrawn'",
        ]),
      )
      .action((flags: Record<string, unknown>) => run(flags, []));
  },
  load: async () => (await import("../commands/start.ts")).start,
};
