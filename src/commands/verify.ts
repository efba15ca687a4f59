import path from "node:path";
import { canAsk } from "../interview/unattended.ts";
import { findWorkplace } from "../repo/workplace.ts";
import { type Planned, readPlanned } from "../runs/planned.ts";
import { readSettings } from "../runs/setup.ts";
import { Exit, type ExitCode } from "../ui/exit.ts";
import { type Output, outputFor } from "../ui/output.ts";
import type { Proc } from "../ui/process.ts";
import { chooseTasks } from "../verify/checks.ts";
import { exitFor, together } from "../verify/results.ts";
import { settledPlan } from "../verify/settled-plan.ts";
import { type Agreement, agree, type Proposal, proposalLines, propose } from "./verify/agree.ts";
import { baselineRemarks, openedWith, recordBaseline, tasksOfConfig } from "./verify/baseline.ts";
import { execute } from "./verify/execute.ts";
import { parseVerifyFlags } from "./verify/flags.ts";
import { baselineDocument, baselineLines, resultLines, verifyDocument } from "./verify/report.ts";

/** Runs the validations of milestones, once somebody has seen and agreed to the exact commands, and keeps the evidence. */
export async function verify(proc: Proc, rawFlags: Record<string, unknown>, ids: string[]): Promise<ExitCode> {
  const flags = parseVerifyFlags(rawFlags, ids);
  const output = outputFor(proc, flags.json);
  const { root } = await findWorkplace(path.resolve(proc.cwd, flags.cwd), proc.env);
  const [planned, { config }] = await Promise.all([readPlanned(root), readSettings(root)]);
  const { plan, run } = planned;
  const proposals = flags.baseline
    ? propose(tasksOfConfig(config), openedWith(run))
    : propose(chooseTasks(plan, flags.ids, flags.all), await settledPlan(root, run));
  // Also with `--json`: whoever says yes has to have seen them.
  const screen = flags.json ? proc.stderr : proc.stdout;
  screen.write(`${proposalLines(proposals, root, output.paint).join("\n")}\n`);
  if (flags.dryRun) return nothing("preview", Exit.Good, { planned, proposals, root, output });
  const agreement = await agree(proposals, flags, proc);
  if (!agreement.run) {
    output.lines(["Nothing was run."]);
    return nothing("declined", Exit.NotYet, { planned, proposals, root, output });
  }
  const isLive = flags.verbose || screen.isTTY === true;
  const bench = { root, proc, timeout: flags.timeout, screen, isLive, paint: output.paint };
  if (flags.baseline) {
    const record = await recordBaseline({ run, config }, agreedTo(proposals, agreement), bench);
    const remarks = baselineRemarks(run, record);
    output.lines(baselineLines(record, run.id, remarks, output));
    output.document(() => baselineDocument(record, planned, remarks, root));
    return Exit.Good;
  }
  const results = await execute(proposals, agreement, planned, { ...bench, isAttended: canAsk(proc, flags) });
  output.lines(resultLines(results, planned, output));
  output.document(() => verifyDocument(results, planned, root));
  return exitFor(together(results.map(({ result }) => result)));
}

const agreedTo = (proposals: readonly Proposal[], { changed }: Agreement): string[] =>
  proposals
    .flatMap(({ checks }) => checks.filter(({ change }) => change === undefined || changed))
    .map(({ text }) => text);

interface Shown {
  planned: Planned;
  proposals: readonly Proposal[];
  root: string;
  output: Output;
}

function nothing(
  result: "preview" | "declined",
  exit: ExitCode,
  { planned, proposals, root, output }: Shown,
): ExitCode {
  const milestones = proposals.map(({ id, title, checks }) => ({
    id,
    title,
    result: "open" as const,
    checks: checks.map(({ kind, text, expected, change }) => ({
      kind,
      text,
      expected: expected ?? null,
      result: "open" as const,
      ...(change === undefined ? {} : { change }),
    })),
  }));
  const { run, fingerprint, notes } = planned;
  output.document(() => ({
    schema: "plan-init/verify/1",
    result,
    root,
    run: run.id,
    fingerprint,
    file: null,
    milestones,
    notes,
    next: [],
  }));
  return exit;
}
