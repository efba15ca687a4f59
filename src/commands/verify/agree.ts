import { visible } from "../../config/words.ts";
import { ask } from "../../interview/ask.ts";
import { canAsk } from "../../interview/unattended.ts";
import { Failure } from "../../ui/failure.ts";
import type { Paint } from "../../ui/paint.ts";
import type { Proc } from "../../ui/process.ts";
import { type Check, changeOf, type Settled, type Task } from "../../verify/checks.ts";
import type { VerifyFlags } from "./flags.ts";

/** A task whose commands are held against what was settled. */
export interface Proposal extends Omit<Task, "checks"> {
  checks: (Check & { change: string | undefined })[];
}

export const propose = (tasks: readonly Task[], settled: Settled): Proposal[] =>
  tasks.map(({ checks, ...task }) => ({
    ...task,
    checks: checks.map((check) => ({
      ...check,
      change: check.kind === "command" ? changeOf(check, settled) : undefined,
    })),
  }));

const longest = 10_000;

/** What would run, to the letter: control characters and what could pass for others are written out. */
export function proposalLines(proposals: readonly Proposal[], root: string, paint: Paint): string[] {
  const lines = proposals.flatMap(({ id, title, checks }) => [
    paint.bold(title === "" ? id : `${id}: ${visible(title, 200)}`),
    ...(checks.length === 0 ? ["  no validation"] : checks.flatMap((check) => checkLines(check, paint))),
  ]);
  return [...lines, "", paint.dim(`Commands run in ${visible(root, 500)}, by the system's shell`)];
}

function checkLines({ kind, text, expected, change }: Proposal["checks"][number], paint: Paint): string[] {
  const outcome = expected === undefined ? "" : `  → ${visible(expected, 200)}`;
  if (kind === "manual") return [`  a person: ${visible(text, longest)}`];
  return [
    `  $ ${visible(text, longest)}${paint.dim(outcome)}`,
    ...(change === undefined ? [] : [paint.yellow(`    not as it was settled: ${visible(change, longest)}`)]),
  ];
}

/** Which commands a person has agreed to. */
export interface Agreement {
  run: boolean;
  changed: boolean;
}

/**
 * Asks before anything is run, and once more for commands that are not as they were settled.
 *
 * @throws Failure `verify-needs-yes` when there is nobody to ask, `commands-changed` when `--yes` alone does not cover what changed
 */
export async function agree(proposals: readonly Proposal[], flags: VerifyFlags, proc: Proc): Promise<Agreement> {
  const commands = proposals.flatMap(({ checks }) => checks.filter(({ kind }) => kind === "command"));
  refuseUnshowable(commands);
  const changed = commands.filter(({ change }) => change !== undefined);
  if (flags.yes || commands.length === 0) {
    if (changed.length > 0 && !flags.changed) throw new Failure("commands-changed", { commands: changed.map(lineOf) });
    return { run: true, changed: true };
  }
  if (!canAsk(proc, flags)) throw new Failure("verify-needs-yes", { commands: commands.map(lineOf) });
  if (flags.changed || changed.length === 0) return { run: await mayRun(commands.length, "", proc), changed: true };
  const settled = commands.length - changed.length;
  const run = settled > 0 && (await mayRun(settled, " as settled", proc));
  if (settled > 0 && !run) return { run, changed: false };
  const also = await mayRun(changed.length, " not as settled", proc);
  return { run: run || also, changed: also };
}

const mayRun = (count: number, which: string, proc: Proc): Promise<boolean> =>
  confirm(count === 1 ? `Run the command${which}` : `Run the ${count} commands${which}`, proc);

const lineOf = ({ milestone, text, change }: Proposal["checks"][number]): string =>
  `${milestone}: \`${visible(text, longest)}\`${change === undefined ? "" : ` (${visible(change, 200)})`}`;

async function confirm(message: string, proc: Proc): Promise<boolean> {
  const { yes } = await ask([{ key: "yes", type: "confirm", message, initial: false, required: false }], proc);
  return yes === true;
}

/** What a terminal would act on cannot be shown as it is, and no validation needs it. */
function refuseUnshowable(commands: readonly Check[]): void {
  const odd = commands.find(({ text }) => /[^\P{Cc}\t]/u.test(text));
  if (odd !== undefined)
    throw new Failure("command-unshowable", { id: odd.milestone, command: visible(odd.text, 200) });
}
