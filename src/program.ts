import { Command, CommanderError, Option } from "commander";
import { version } from "./package.ts";
import { Exit, type ExitCode } from "./ui/exit.ts";
import { Failure } from "./ui/failure.ts";
import { nearest } from "./ui/nearest.ts";
import type { Proc } from "./ui/process.ts";

/** A verb's implementation: takes the process and its parsed flags, returns the exit code. */
type Action = (proc: Proc, flags: Record<string, unknown>, args: string[]) => Promise<ExitCode>;

/** The verbs, each imported only when it runs. */
const actions = {
  init: async () => initOrGlance,
  undo: async () => (await import("./commands/undo.ts")).undo,
  remove: async () => (await import("./commands/remove.ts")).remove,
  prompt: async () => (await import("./commands/prompt.ts")).prompt,
  start: async () => (await import("./commands/start.ts")).start,
  check: async () => (await import("./commands/check.ts")).check,
  verify: async () => (await import("./commands/verify.ts")).verify,
  delta: async () => (await import("./commands/delta.ts")).delta,
  doctor: async () => (await import("./commands/doctor.ts")).doctor,
  hook: async () => (await import("./commands/hook.ts")).hook,
} satisfies Record<string, () => Promise<Action>>;

/** Most runs of an installed program find everything in order; that is seen before anything else is loaded. */
async function initOrGlance(...[proc, flags]: Parameters<Action>): Promise<ExitCode> {
  const { glance } = await import("./commands/init/glance.ts");
  return glance(proc, flags) ?? (await import("./commands/init.ts")).init(proc, flags);
}

/**
 * Reads the command line and runs the verb it names.
 *
 * @throws Failure `usage` for anything mistyped, and whatever the verb throws
 */
export async function run(proc: Proc): Promise<ExitCode> {
  let exit: ExitCode = Exit.Good;
  const program = createProgram(proc, async (name, flags, args) => {
    const action: Action = await actions[name]();
    exit = await action(proc, flags, args);
  });
  try {
    await program.parseAsync(verbFirst(proc.argv), { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version end the program through commander's exit, with 0.
    if (error.exitCode === 0) return Exit.Good;
    throw asFailure(error, program);
  }
  return exit;
}

/** Flags that every verb takes may stand before it too, as with git: `plan-init -C ../api doctor`. */
function verbFirst(argv: readonly string[]): string[] {
  let at = 0;
  while (at < argv.length) {
    const flag = argv[at] ?? "";
    if (flag === "-C" || flag === "--cwd") at += 2;
    else if (flag === "--json" || flag.startsWith("--cwd=")) at += 1;
    else break;
  }
  const verb = argv[at] ?? "";
  return Object.hasOwn(actions, verb) ? [verb, ...argv.slice(0, at), ...argv.slice(at + 1)] : [...argv];
}

function asFailure(error: CommanderError, program: Command): Failure {
  const [what = ""] = error.message.replace(/^error: /, "").split("\n");
  const unknown = /unknown option '([^']+)'/.exec(what)?.[1];
  const known = [program, ...program.commands].flatMap(({ options }) => options.flatMap(({ long }) => long ?? []));
  const near = unknown === undefined ? undefined : nearest(unknown, [...new Set(known)]);
  return new Failure("usage", { what, fix: near === undefined ? undefined : `did you mean \`${near}\`?` });
}

type Run = (name: keyof typeof actions, flags: Record<string, unknown>, args: string[]) => Promise<void>;

/** Declares every verb and flag. Help and errors are written through the injected process. */
export function createProgram(proc: Pick<Proc, "stdout" | "stderr">, run: Run): Command {
  const program = new Command("plan-init")
    .description(
      "Puts a planning loop for coding agents into any repository, and upgrades it without losing your edits",
    )
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .enablePositionalOptions()
    .showSuggestionAfterError(false)
    .configureOutput({
      writeOut: (text) => proc.stdout.write(text),
      writeErr: () => undefined,
      getOutHelpWidth: () => Math.min(proc.stdout.columns ?? 100, 100),
    })
    .exitOverride();
  initCommand(program.command("init", { isDefault: true }), run);
  undoCommand(program.command("undo"), run);
  removeCommand(program.command("remove"), run);
  promptCommand(program.command("prompt"), run);
  startCommand(program.command("start"), run);
  checkCommand(program.command("check"), run);
  verifyCommand(program.command("verify"), run);
  deltaCommand(program.command("delta"), run);
  doctorCommand(program.command("doctor"), run);
  hookCommand(program.command("hook", { hidden: true }), run);
  program.addHelpText("after", `${examples(overview)}\nThe flags of the default verb: plan-init init --help\n`);
  return program;
}

const overview = [
  "",
  "--dry-run",
  "-C ../api --yes --set commands.test='make test'",
  "undo",
  "prompt planner --goal 'add rate limiting' | claude",
];

const examples = (lines: readonly string[]): string =>
  `\nExamples:\n${lines.map((line) => `  $ plan-init ${line}`.trimEnd()).join("\n")}\n`;

/** What every verb takes. */
function common(command: Command): Command {
  return command
    .option("-C, --cwd <dir>", "work in this folder instead of the current one", ".")
    .option("--json", "print one JSON document on stdout")
    .helpOption("-h, --help", "print this help")
    .exitOverride();
}

const collect = (value: string, all: string[] = []): string[] => [...all, value];

function initCommand(command: Command, run: Run): void {
  common(command)
    .description("scaffold planning/, or upgrade it where plan-init has been before (the default verb)")
    .option("--dry-run", "print what would happen, and change nothing")
    .option("--diff [path]", "print what would change as a diff, and change nothing")
    .option("--check", "exit 0 when up to date, 3 when an upgrade is available, 4 when conflicts are unresolved")
    .option("-y, --yes", "ask nothing: detected values and defaults hold")
    .option("--set <key=value>", "answer a question or change a setting; may be repeated", collect)
    .option("--answers <file>", "read answers from a YAML or JSON file, `-` for stdin")
    .option("--templates <dir>", "use your own template pack; `builtin` goes back to the built-in one")
    .option("--hooks", "let Claude Code go on while a planning run says CONTINUE: a Stop hook in its settings")
    .option("--no-hooks", "take that hook out again")
    .option("--here", "work in this very folder, not at the top of the repository")
    .addOption(
      new Option("--conflict <how>", "conflicting hunks: markers in the file, a file beside it, or change nothing")
        .choices(["markers", "files", "abort"])
        .default("markers"),
    )
    .option("--ours [glob]", "keep your side of conflicting hunks (of matching files)")
    .option("--theirs [glob]", "take the template's side of conflicting hunks (of matching files)")
    .option("--force <glob>", "take the template's version of matching files whole; undo brings yours back", collect)
    .option("--strict", "merge line by line only, as git does")
    .option("--restore <path>", "bring back a file that you deleted or ejected", collect)
    .option("--eject <path>", "leave a file alone for good", collect)
    .option("--relink <old=new>", "go on upgrading a file that you renamed", collect, undefined)
    .option("--allow-downgrade", "go back to an older version of the templates")
    .addHelpText(
      "after",
      examples([
        "",
        "-C ../api --yes --set commands.test='make test'",
        "--dry-run",
        "--diff planning/PLANNER_RUNNER.md",
        "--check --json",
        "--theirs 'planning/*.md'",
      ]),
    )
    .allowExcessArguments(true)
    .action((flags: Record<string, unknown>, self: Command) => {
      const [verb] = self.args;
      if (verb !== undefined) throw unknownVerb(verb);
      return run("init", flags, []);
    });
}

function unknownVerb(verb: string): Failure {
  const near = nearest(verb, Object.keys(actions));
  const fix =
    near === undefined
      ? "`plan-init` alone scaffolds and upgrades; see `plan-init --help`"
      : `did you mean \`${near}\`?`;
  return new Failure("usage", { what: `unknown command \`${verb}\``, fix });
}

function undoCommand(command: Command, run: Run): void {
  common(command)
    .description("take the last scaffold, upgrade or removal back, byte for byte")
    .option("--dry-run", "print what would happen, and change nothing")
    .option("--keep-edited", "leave files as they are that you edited since, instead of refusing")
    .addHelpText("after", examples(["undo", "undo --dry-run"]))
    .action((flags: Record<string, unknown>) => run("undo", flags, []));
}

function removeCommand(command: Command, run: Run): void {
  common(command)
    .description("take out what plan-init installed; files you edited, plans and runs stay")
    .option("--dry-run", "print what would happen, and change nothing")
    .option("--with-state", "plans, runs, archive and config go too")
    .option("-y, --yes", "do not ask for confirmation")
    .addHelpText("after", examples(["remove --dry-run", "remove --yes"]))
    .action((flags: Record<string, unknown>) => run("remove", flags, []));
}

function promptCommand(command: Command, run: Run): void {
  common(command)
    .description("print a runner with this run's CONFIG filled in, ready to paste or pipe")
    .argument("<runner>", "planner, dev, review or strategy")
    .option("--goal <text>", "what this run is about")
    .addOption(new Option("--mode <mode>", "what this run plans").choices(["execution", "strategy"]))
    .option("--copy", "put it on the clipboard instead of printing it")
    .addHelpText("after", examples(["prompt planner --goal 'add rate limiting' | claude", "prompt dev --copy"]))
    .action((runner: string, flags: Record<string, unknown>) => run("prompt", flags, [runner]));
}

function doctorCommand(command: Command, run: Run): void {
  common(command)
    .description("say what is wrong with this set-up, and the command that mends it")
    .addHelpText("after", examples(["doctor", "doctor --json"]))
    .action((flags: Record<string, unknown>) => run("doctor", flags, []));
}

/** For agents' settings, not for people: what `--hooks` installs calls it. Whatever it is given, it must not fail. */
function hookCommand(command: Command, run: Run): void {
  command
    .argument("[event]")
    .allowExcessArguments(true)
    .allowUnknownOption(true)
    .action((event: string | undefined) => run("hook", {}, event === undefined ? [] : [event]));
}

function startCommand(command: Command, run: Run): void {
  common(command)
    .description("open a planning run, or go on with an unfinished one; refuses a plan-of-the-day")
    .option("--goal <text>", "what this run is about")
    .option("--slug <words>", "what its folder is called; from the goal by default")
    .addOption(new Option("--mode <mode>", "what this run plans").choices(["execution", "strategy"]))
    .option("--reason <text>", "why there has to be another run although nothing new is known")
    .option("--note <question=answer>", "an answer of the interview, to be kept with the run; may be repeated", collect)
    .option("--max <iterations>", "iteration budget of this run, 1 to 10; from the config by default")
    .addHelpText(
      "after",
      examples([
        "start --goal 'add rate limiting'",
        "start --goal 'add rate limiting' --note 'storage=Redis, as everywhere'",
        "start --reason 'the API we planned on was withdrawn'",
      ]),
    )
    .action((flags: Record<string, unknown>) => run("start", flags, []));
}

function checkCommand(command: Command, run: Run): void {
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
      run("check", flags, plan === undefined ? [] : [plan]),
    );
}

function verifyCommand(command: Command, run: Run): void {
  common(command)
    .description("run the validations of milestones, after showing the exact commands and a yes; keep the evidence")
    .argument("[milestones...]", "ids such as M1; what is being built or comes next by default")
    .option("--all", "every milestone that is not dropped")
    .option("--baseline", "the commands of the config instead, and write down which are green before anything changes")
    .option("--dry-run", "print what would run, and run nothing")
    .option("-y, --yes", "do not ask, for commands as the plan was settled with them")
    .option("--changed", "commands that were changed since, too")
    .option("--timeout <duration>", "how long one command may take, e.g. 90s, 10m or 1h", "10m")
    .addHelpText(
      "after",
      `${examples(["verify", "verify M1 M2", "verify --all --yes --timeout 30m", "verify --baseline"])}
Exit codes: 0 all passed, 3 some failed, 4 a person must look\n`,
    )
    .action((ids: string[], flags: Record<string, unknown>) => run("verify", flags, ids));
}

function deltaCommand(command: Command, run: Run): void {
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
      run("delta", flags, milestone === undefined ? [] : [milestone]),
    );
}
