import { type Command, Option } from "commander";
import type { ExitCode } from "../ui/exit.ts";
import { type Action, collect, common, examples, type Verb } from "./verb.ts";

export const init: Verb = {
  declare(command, run) {
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
      .action((flags: Record<string, unknown>, self: Command) => run(flags, self.args));
  },
  load: async () => initOrGlance,
};

/** Most runs of an installed program find everything in order; that is seen before anything else is loaded. */
async function initOrGlance(...[proc, flags]: Parameters<Action>): Promise<ExitCode> {
  const { glance } = await import("../commands/init/glance.ts");
  return glance(proc, flags) ?? (await import("../commands/init.ts")).init(proc, flags);
}
