import type { Command } from "commander";
import { Failure } from "../ui/failure.ts";
import { nearest } from "../ui/nearest.ts";
import { collect, common, examples, type Run, type Verb } from "./verb.ts";

/** A step of a strategy run as it is typed. */
interface StepWord {
  description: string;
  /** Its own flags and arguments. */
  declare?: (command: Command) => void;
  examples?: readonly string[];
}

const words: Record<string, StepWord> = {
  start: {
    description: "open a strategy run, or go on with an unfinished one; says why where there is no occasion for one",
    declare: (command) => {
      command.option("--goal <text>", "the question or objective to look at first");
      preflightFlags(command).option("--most <n>", "how many constraints there may be, 1 to 20", "5");
    },
    examples: [
      "strategy start",
      "strategy start --goal 'the documentation site'",
      "strategy start --reason 'new team'",
    ],
  },
  preflight: {
    description: "look again: put together once more what the open run begins with",
    declare: memoryFlag,
  },
  resume: { description: "where the open run stands, and what comes next; writes nothing" },
  tree: { description: "recompute Status lines, lint the tree, and settle the constraints of this run" },
  triage: {
    description: "list the predictions that wait, or act on one or dismiss it; there is no watching",
    declare: (command) => {
      command
        .argument("[slug]", "which prediction: the name of its file")
        .option("--act <why>", "it becomes work: why")
        .option("--dismiss <why>", "it becomes none: why");
    },
    examples: [
      "strategy triage",
      "strategy triage flaky-suite --act 'the evidence holds, and it blocks two objectives'",
      "strategy triage new-logo --dismiss 'serves no objective'",
    ],
  },
  file: {
    description: "file work at a constraint, within the budget; without an argument, show where and how much",
    declare: (command) => {
      command
        .argument("[id]", "the constraint: `@slug` or `#12`")
        .option("--from <draft>", "the work as markdown, `-` for stdin")
        .option(
          "--capability <name>",
          "not code but evidence: a run of this script, target or capability; runs nothing",
        )
        .option("--none <why>", "no more is filed in this run: why")
        .option("--sync", "bring the priorities of the whole backlog in line with the constraints")
        .option("--template", "print a draft to fill in")
        .option("--dry-run", "show what would be written, and each request to the forge; do neither");
    },
    examples: [
      "strategy file --template > draft.md",
      "strategy file @bootstrap --from draft.md",
      "strategy file --sync --dry-run",
      "strategy file @upload-speed --capability bench",
    ],
  },
  vault: {
    description: "what only a person can do or buy: list it, add to it, approve, reject or fire what is in it",
    declare: (command) => {
      command
        .argument("[action]", "`list`, `add`, `approve`, `reject` or `fire`", "list")
        .argument("[slug]", "which item: the name of its file")
        .option("--from <draft>", "the item as markdown, `-` for stdin")
        .option("--note <text>", "what the person says to it")
        .option("--template", "print a draft to fill in");
    },
    examples: [
      "strategy vault",
      "strategy vault add docs-domain --from draft.md",
      "strategy vault approve docs-domain --note 'up to 20 EUR a year'",
    ],
  },
  stuck: {
    description:
      "what was tried in vain, computed from reports and runs; or split such a thing into 2 to 5 smaller ones",
    declare: (command) => {
      command
        .argument("[action]", "`split`; by default it shows")
        .argument("[id]", "what is split: `@slug` or `#12`")
        .option("--write", "put the marks into the tree")
        .option("--into <part>", "one of the parts; repeat it", collect)
        .option("--dry-run", "show what would be changed, and each request to the forge; do neither");
    },
    examples: [
      "strategy stuck",
      "strategy stuck --write",
      "strategy stuck split @suite --into 'Clock is injected' --into 'Tests share no folder'",
    ],
  },
  journal: {
    description: "write this run's section of the journal, bring its facts up to date, and check it",
  },
  memory: {
    description: "whether the memory is due, and whether it holds patterns instead of numbers that go stale",
    declare: (command) => {
      command
        .option("--check", "only look, whether or not it is due")
        .option("--keep <why>", "it is due and stays as it is: why nothing is to be added");
    },
    examples: ["strategy memory", "strategy memory --check", "strategy memory --keep 'no pattern came up'"],
  },
  end: { description: "end the run; refuses while something of it is undone" },
  commit: {
    description: "put what the run wrote into one commit on a branch of its own; your branch, index and files stay",
    declare: (command) => {
      command.option("--dry-run", "list what would be committed, and change nothing");
    },
  },
  schedule: {
    description: "print how a machine or a CI service runs this regularly; installs nothing",
    declare: (command) => {
      command
        .option("--every <cadence>", "hourly, daily, weekly, monthly or quarterly", "weekly")
        .option("--at <time>", "HH:MM", "04:17")
        .option("--for <engine>", "cron, systemd, github or forgejo; all of them by default")
        .option("--agent <command>", "what the prompt is piped into", "claude -p");
    },
    examples: ["strategy schedule", "strategy schedule --every daily --at 05:30 --for systemd"],
  },
};

function preflightFlags(command: Command): Command {
  memoryFlag(command);
  return command.option("--reason <text>", "why there has to be a run although nothing has changed");
}

function memoryFlag(command: Command): void {
  command.option("--min-memory <MB>", "begin only with so much free memory; 0 begins with any", "512");
}

export const strategy: Verb = {
  declare(command, run) {
    common(command)
      .argument("[step]")
      .usage("[options] <step>")
      .description("next-quarter planning: the steps of a strategy run, of which each keeps its outcome")
      .enablePositionalOptions()
      .helpCommand(false)
      .addHelpText(
        "after",
        `${examples(["strategy start", "strategy resume", "strategy end", "strategy schedule --for github"])}
A step's flags: plan-init strategy <step> --help
GitHub, Forgejo, Gitea: \`strategy.forge\` in planning/config.yml; without it no forge is asked
Exit codes: 0 good, 3 not yet, 4 a person must decide: skipped, inactive, refused\n`,
      );
    for (const [name, word] of Object.entries(words)) declareStep(command, name, word, run);
    command.action((step: string | undefined) => {
      throw unknownStep(step);
    });
  },
  load: async () => (await import("../commands/strategy.ts")).strategy,
};

function declareStep(parent: Command, name: string, word: StepWord, run: Run): void {
  const step = common(parent.command(name)).description(word.description);
  word.declare?.(step);
  if (word.examples !== undefined) step.addHelpText("after", examples(word.examples));
  step.action(() => run({ ...step.opts(), ...typedBefore(parent, step) }, [name, ...step.args]));
}

/** Flags that stand before the step: `strategy -C ../api start`. What stands after it counts more. */
function typedBefore(parent: Command, step: Command): Record<string, unknown> {
  const typed = Object.entries(parent.opts()).filter(
    ([key]) => parent.getOptionValueSource(key) === "cli" && step.getOptionValueSource(key) !== "cli",
  );
  return Object.fromEntries(typed);
}

function unknownStep(step: string | undefined): Failure {
  if (step === undefined) {
    return new Failure("usage", { what: "`strategy` needs a step", fix: "see them: `plan-init strategy --help`" });
  }
  const near = nearest(step, Object.keys(words));
  const fix = near === undefined ? "see them: `plan-init strategy --help`" : `did you mean \`strategy ${near}\`?`;
  return new Failure("usage", { what: `unknown step \`${step}\``, fix });
}
