import path from "node:path";
import * as z from "zod/mini";
import { exclusively } from "../pack/transaction.ts";
import { findWorkplace } from "../repo/workplace.ts";
import { standingOf } from "../review/standing.ts";
import type { ExitCode } from "../ui/exit.ts";
import { Failure } from "../ui/failure.ts";
import { outputFor } from "../ui/output.ts";
import type { Proc } from "../ui/process.ts";
import { commonFlags, repeated, toggle } from "./flags.ts";
import { readAnswerText } from "./review/answer.ts";
import { close } from "./review/close.ts";
import { dispositions } from "./review/dispositions.ts";
import { findings } from "./review/findings.ts";
import { open } from "./review/open.ts";
import { reviewDocument, reviewLines } from "./review/report.ts";
import type { Asked, Outcome } from "./review/step.ts";

const schema = z.object({
  ...commonFlags,
  rounds: z.optional(z.string()),
  fast: toggle,
  complex: toggle,
  context: repeated,
  note: repeated,
});

type Flags = z.infer<typeof schema>;

/** The steps, and whether each records an answer. */
const steps: Record<string, { play: (asked: Asked) => Promise<Outcome>; answered: boolean }> = {
  open: { play: open, answered: false },
  findings: { play: findings, answered: true },
  dispositions: { play: dispositions, answered: true },
  close: { play: close, answered: false },
};

/** Plays one step of a review by hand, under the lock of the repository, and says where that leaves it. */
export async function review(
  proc: Proc,
  rawFlags: Record<string, unknown>,
  [name = "", file]: string[],
): Promise<ExitCode> {
  const flags = schema.parse(rawFlags);
  refuseStrayFlags(name, flags);
  const output = outputFor(proc, flags.json);
  const cwd = path.resolve(proc.cwd, flags.cwd);
  const { root } = await findWorkplace(cwd, proc.env);
  const step = steps[name];
  if (step === undefined) throw new TypeError(`no step ${name}`);
  if (!step.answered && file !== undefined) {
    throw new Failure("usage", { what: `\`${name}\` takes no file`, fix: "leave it out" });
  }
  // Before the lock is taken: somebody may be typing it.
  const answer = step.answered ? await readAnswerText(proc, cwd, name, file) : "";
  const outcome = await exclusively(root, () => step.play({ proc, root, cwd, answer, file, flags }));
  output.lines(reviewLines(outcome, output));
  output.document(() => reviewDocument(outcome, root, name));
  return standingOf(outcome.session).exit;
}

function refuseStrayFlags(step: string, { rounds, fast, complex, context, note }: Flags): void {
  const isGiven = rounds !== undefined || fast || complex || context.length > 0 || note.length > 0;
  if (step === "open" || !isGiven) return;
  throw new Failure("usage", {
    what: `\`${step}\` takes no flag but \`--json\` and \`-C\``,
    fix: "the others go with `plan-init review open`",
  });
}
