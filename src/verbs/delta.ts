import { common, examples, type Verb } from "./verb.ts";

export const delta: Verb = {
  declare(command, run) {
    common(command)
      .description("hold the claims of development reports against git, the plan and the evidence; changes nothing")
      .argument("[milestone]", "whose report: delta-<milestone>.md of the run; all by default")
      .option("--file <path>", "another file")
      .addHelpText(
        "after",
        `${examples(["delta", "delta M1", "delta --file notes/delta-M1.md --json"])}
Exit codes: 0 all confirmed, 3 some refuted or unknown\n`,
      )
      .action((milestone: string | undefined, flags: Record<string, unknown>) =>
        run(flags, milestone === undefined ? [] : [milestone]),
      );
  },
  load: async () => (await import("../commands/delta.ts")).delta,
};
