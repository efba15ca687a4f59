import path from "node:path";
import * as z from "zod/mini";
import { readOwnText } from "../pack/disk.ts";
import { fillConfig } from "../pack/fill.ts";
import { readInstalled } from "../pack/gather.ts";
import { findConflictMarkers } from "../pack/merge/markers.ts";
import { normalise } from "../pack/text.ts";
import { describeBaseline } from "../repo/baseline.ts";
import type { Baseline } from "../repo/facts.ts";
import { readBaseline } from "../repo/git.ts";
import { findWorkplace } from "../repo/workplace.ts";
import { copyToClipboard } from "../ui/clipboard.ts";
import { Exit, type ExitCode } from "../ui/exit.ts";
import { Failure } from "../ui/failure.ts";
import { nearest } from "../ui/nearest.ts";
import { outputFor } from "../ui/output.ts";
import type { Proc } from "../ui/process.ts";
import { commonFlags, toggle } from "./flags.ts";

const flagsSchema = z.object({
  ...commonFlags,
  goal: z.optional(z.string()),
  mode: z.optional(z.enum(["execution", "strategy"])),
  copy: toggle,
});

/** The runners by the name they are asked for: their template id, which finds them wherever the user keeps them. */
const runners = {
  planner: { id: "planner-runner", path: "planning/PLANNER_RUNNER.md" },
  dev: { id: "dev-runner", path: "planning/DEV_RUNNER.md" },
  review: { id: "review-runner", path: "planning/REVIEW_RUNNER.md" },
  strategy: { id: "strategy-runner", path: "planning/STRATEGY_RUNNER.md" },
};

const runnerSchema = z.enum(["planner", "dev", "review", "strategy"]);
type Runner = z.infer<typeof runnerSchema>;

function parseRunner(given: string): Runner {
  const result = runnerSchema.safeParse(given);
  if (result.success) return result.data;
  const near = nearest(given, runnerSchema.options);
  const fix = near === undefined ? `there are ${runnerSchema.options.join(", ")}` : `did you mean \`${near}\`?`;
  throw new Failure("usage", { what: `there is no runner \`${given}\``, fix });
}

/** Prints a runner as it stands in the repository, the user's edits included, with this run's CONFIG filled in. */
export async function prompt(proc: Proc, rawFlags: Record<string, unknown>, args: string[]): Promise<ExitCode> {
  const name = parseRunner(args[0] ?? "");
  const flags = flagsSchema.parse(rawFlags);
  const { root } = await findWorkplace(path.resolve(proc.cwd, flags.cwd), proc.env);
  const [text, baseline] = await Promise.all([readRunner(root, name), baselineFor(name, root, proc)]);
  const mode = flags.mode ?? (name === "strategy" ? "strategy" : undefined);
  const filled = fillConfig(normalise(text), { goal: flags.goal, mode, baseline: describeBaseline(baseline, 64) });
  if (flags.copy) await copyToClipboard(filled, proc);
  if (flags.json) outputFor(proc, true).document(() => ({ schema: "plan-init/prompt/1", runner: name, text: filled }));
  else if (flags.copy)
    proc.stderr.write(`copied the ${name} runner (${filled.split("\n").length - 1} lines) to the clipboard\n`);
  else proc.stdout.write(filled);
  return Exit.Good;
}

/** What a plan is judged at is where it was made, however much of it has been built since. */
async function baselineFor(name: Runner, root: string, { env, signal }: Proc): Promise<Baseline> {
  const planned = name === "review" ? await (await import("../runs/run-baseline.ts")).runBaseline(root) : undefined;
  return planned ?? readBaseline(root, { env, signal });
}

async function readRunner(root: string, name: Runner): Promise<string> {
  const { manifest } = await readInstalled(root);
  const runner = runners[name];
  const file = manifest?.files[runner.id]?.path ?? runner.path;
  const text = await readOwnText(root, file);
  const markers = text === undefined ? undefined : findConflictMarkers(text);
  if (markers !== undefined) throw new Failure("runner-in-conflict", { path: file, line: markers.line });
  if (text !== undefined) return text;
  throw manifest === undefined ? new Failure("not-installed", {}) : new Failure("runner-missing", { path: file });
}
