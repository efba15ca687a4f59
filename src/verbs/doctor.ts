import { common, examples, type Verb } from "./verb.ts";

export const doctor: Verb = {
  declare(command, run) {
    common(command)
      .description("say what is wrong with this set-up, and the command that mends it")
      .addHelpText("after", examples(["doctor", "doctor --json"]))
      .action((flags: Record<string, unknown>) => run(flags, []));
  },
  load: async () => (await import("../commands/doctor.ts")).doctor,
};
