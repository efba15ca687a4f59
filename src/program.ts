import { Command, CommanderError } from "commander";
import { version } from "./package.ts";
import { Exit, type ExitCode } from "./ui/exit.ts";
import { Failure } from "./ui/failure.ts";
import { nearest } from "./ui/nearest.ts";
import type { Proc } from "./ui/process.ts";
import { archive } from "./verbs/archive.ts";
import { check } from "./verbs/check.ts";
import { delta } from "./verbs/delta.ts";
import { doctor } from "./verbs/doctor.ts";
import { hook } from "./verbs/hook.ts";
import { init } from "./verbs/init.ts";
import { loop } from "./verbs/loop.ts";
import { prompt } from "./verbs/prompt.ts";
import { remove } from "./verbs/remove.ts";
import { review } from "./verbs/review.ts";
import { start } from "./verbs/start.ts";
import { status } from "./verbs/status.ts";
import { strategy } from "./verbs/strategy.ts";
import { tree } from "./verbs/tree.ts";
import { undo } from "./verbs/undo.ts";
import { examples, type Run, type Verb } from "./verbs/verb.ts";
import { verify } from "./verbs/verify.ts";
import { watch } from "./verbs/watch.ts";

/** The verbs, in the order of the help. */
const verbs: Record<string, Verb> = {
  init,
  undo,
  remove,
  prompt,
  start,
  check,
  verify,
  delta,
  review,
  loop,
  watch,
  tree,
  strategy,
  status,
  archive,
  doctor,
  hook,
};

/**
 * Reads the command line and runs the verb it names.
 *
 * @throws Failure `usage` for anything mistyped, and whatever the verb throws
 */
export async function run(proc: Proc): Promise<ExitCode> {
  let exit: ExitCode = Exit.Good;
  const program = createProgram(proc, async (verb, flags, args) => {
    const action = await verb.load();
    exit = await action(proc, flags, args);
  });
  try {
    await program.parseAsync(verbFirst(helpAsFlag(proc.argv)), { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version end the program through commander's exit.
    if (error.exitCode === 0) return Exit.Good;
    throw asFailure(error, program);
  }
  return exit;
}

/** `help check` is `check --help`: commander's own says nothing of a verb that it does not know. */
function helpAsFlag(argv: readonly string[]): readonly string[] {
  if (argv[0] !== "help") return argv;
  const [verb] = argv.slice(1).filter((arg) => !arg.startsWith("-") && arg !== "help");
  if (verb !== undefined && !Object.hasOwn(verbs, verb)) throw unknownVerb(verb);
  return verb === undefined ? ["--help"] : [verb, "--help"];
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
  return Object.hasOwn(verbs, verb) ? [verb, ...argv.slice(0, at), ...argv.slice(at + 1)] : [...argv];
}

function asFailure(error: CommanderError, program: Command): Failure {
  const [what = ""] = error.message.replace(/^error: /, "").split("\n");
  const unknown = /unknown option '([^']+)'/.exec(what)?.[1];
  const steps = program.commands.flatMap(({ commands }) => commands);
  const known = [program, ...program.commands, ...steps].flatMap(({ options }) =>
    options.flatMap(({ long }) => long ?? []),
  );
  const near = unknown === undefined ? undefined : nearest(unknown, [...new Set(known)]);
  return new Failure("usage", { what, fix: near === undefined ? undefined : `did you mean \`${near}\`?` });
}

/** Declares every verb and flag. Help and errors are written through the injected process. */
export function createProgram(
  proc: Pick<Proc, "stdout" | "stderr">,
  run: (verb: Verb, ...typed: Parameters<Run>) => Promise<void>,
): Command {
  const program = new Command("plan-init")
    .description(
      "Puts a planning loop for coding agents into any repository, and upgrades it without losing your edits",
    )
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [verb]", "print the help of a verb")
    .enablePositionalOptions()
    .showSuggestionAfterError(false)
    .configureOutput({
      writeOut: (text) => proc.stdout.write(text),
      writeErr: () => undefined,
      getOutHelpWidth: () => Math.min(proc.stdout.columns ?? 100, 100),
    })
    .exitOverride();
  for (const [name, verb] of Object.entries(verbs)) {
    const command = program.command(name, { isDefault: verb === init, hidden: verb.hidden ?? false });
    verb.declare(command, (flags, args) => {
      if (verb === init && args[0] !== undefined) throw unknownVerb(args[0]);
      return run(verb, flags, args);
    });
  }
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

function unknownVerb(verb: string): Failure {
  const near = nearest(verb, Object.keys(verbs));
  const fix =
    near === undefined
      ? "`plan-init` alone scaffolds and upgrades; see `plan-init --help`"
      : `did you mean \`${near}\`?`;
  return new Failure("usage", { what: `unknown command \`${verb}\``, fix });
}
