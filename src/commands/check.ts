import path from "node:path";
import * as z from "zod/mini";
import type { GitOptions } from "../repo/git.ts";
import { findWorkplace } from "../repo/workplace.ts";
import { planStatus } from "../runs/plan-paths.ts";
import { planPath } from "../runs/setup.ts";
import { isDraft } from "../runs/standing.ts";
import { Exit, type ExitCode } from "../ui/exit.ts";
import { Failure } from "../ui/failure.ts";
import { outputFor } from "../ui/output.ts";
import type { Proc } from "../ui/process.ts";
import { type Examined, examine } from "./check/examine.ts";
import type { Written } from "./check/record.ts";
import { checkDocument, checkLines } from "./check/report.ts";
import type { Wish } from "./check/write.ts";
import { commonFlags, toggle } from "./flags.ts";

const flagsSchema = z.object({
  ...commonFlags,
  record: toggle,
  withFindings: toggle,
  confirm: toggle,
  allowDraft: toggle,
  format: z._default(z.enum(["text", "json", "github"]), "text"),
});

type Flags = z.infer<typeof flagsSchema>;

const exits = { STOP: Exit.Good, CONTINUE: Exit.NotYet, ESCALATE: Exit.Person } satisfies Record<string, ExitCode>;

/** Lints the plan, compares it with the last iteration, and says where it stands; writes only with `--record` or `--confirm`. */
export async function check(proc: Proc, rawFlags: Record<string, unknown>, args: string[]): Promise<ExitCode> {
  const flags = flagsSchema.parse(rawFlags);
  refuseCombinations(flags);
  const cwd = path.resolve(proc.cwd, flags.cwd);
  const { root } = await findWorkplace(cwd, proc.env);
  const target = { root, other: otherPlan(root, cwd, args[0]) };
  const git: GitOptions = { env: proc.env, signal: proc.signal };
  if (!flags.record && !flags.confirm) return report(proc, flags, await examine(target, git), undefined);
  if (target.other !== undefined) throw new Failure("record-elsewhere", { path: target.other, plan: planPath });
  const wish: Wish = flags.confirm ? { kind: "confirm" } : { kind: "record", withFindings: flags.withFindings };
  // Most checks write nothing, and need nothing of what writing needs.
  const { write } = await import("./check/write.ts");
  return write(root, wish, proc.now(), git, (examined, written) => report(proc, flags, examined, written));
}

function report(proc: Proc, flags: Flags, examined: Examined, written: Written | undefined): ExitCode {
  const { json, format, allowDraft } = flags;
  const output = outputFor(proc, json || format === "json");
  output.lines(checkLines(examined, written, format === "github" ? "github" : "text", output));
  output.document(() => checkDocument(examined, written));
  const { kind } = (written ?? examined).standing;
  const passes = allowDraft && kind === "CONTINUE" && isDraft({ ...examined, status: planStatus(examined.plan) });
  return passes ? Exit.Good : exits[kind];
}

function refuseCombinations({ record, withFindings, confirm, allowDraft }: Flags): void {
  if (record && confirm) {
    throw new Failure("usage", {
      what: "`--record` and `--confirm` do not go together",
      fix: "record first, then confirm",
    });
  }
  if (allowDraft && (record || confirm)) {
    throw new Failure("usage", {
      what: "`--allow-draft` is for looking",
      fix: "leave it out where something is written",
    });
  }
  if (withFindings && !record) {
    throw new Failure("usage", { what: "`--with-findings` says how to record", fix: "add `--record`" });
  }
}

/** The absolute path of a plan that was named, unless it is the canonical one. */
function otherPlan(root: string, cwd: string, given: string | undefined): string | undefined {
  const full = given === undefined ? undefined : path.resolve(cwd, given);
  return full === path.join(root, planPath) ? undefined : full;
}
