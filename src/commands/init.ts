import path from "node:path";
import { type Installed, readInstalled } from "../pack/gather.ts";
import { stateDir } from "../pack/paths.ts";
import { makePlan, type Plan, refuseOtherPacks, type Target } from "../pack/plan.ts";
import { renderPack } from "../pack/render-pack.ts";
import { writeSeal } from "../pack/seal.ts";
import { exclusively, settle, transact } from "../pack/transaction.ts";
import type { Manifest, PackVersion } from "../pack/types.ts";
import { findWorkplace } from "../repo/workplace.ts";
import type { AnyDocument } from "../ui/documents/index.ts";
import { printError } from "../ui/errors.ts";
import { Exit, type ExitCode } from "../ui/exit.ts";
import { Failure } from "../ui/failure.ts";
import { type Output, outputFor } from "../ui/output.ts";
import type { Proc } from "../ui/process.ts";
import { gatherAnswers } from "./init/answers.ts";
import { showDiff } from "./init/diff.ts";
import { decideOptions, type InitFlags, isPreview, managedPaths, onePath, parseInitFlags } from "./init/flags.ts";
import { exitOf, resultOf } from "./init/outcome.ts";
import { afterDiff, nextSteps, type Summary, summaryLines } from "./init/summary.ts";
import { packWords } from "./init/words.ts";

/** Scaffolds where plan-init has not been, upgrades where it has, and writes nothing where there is nothing to do. */
export async function init(proc: Proc, rawFlags: Record<string, unknown>): Promise<ExitCode> {
  const flags = parseInitFlags(rawFlags);
  const output = outputFor(proc, flags.json);
  try {
    return await run(proc, flags, output);
  } catch (error) {
    if (!flags.json || !(error instanceof Failure) || error.exit !== Exit.Person) throw error;
    // A refusal is a result of this verb, and scripts read results from one kind of document.
    output.document(() => refusal(error));
    return printError(proc, error);
  }
}

async function run(proc: Proc, flags: InitFlags, output: Output): Promise<ExitCode> {
  const { root } = await findWorkplace(path.resolve(proc.cwd, flags.cwd), proc.env, flags.here);
  const recovered = await settle(root, isPreview(flags));
  const installed = await readInstalled(root);
  const answers = await gatherAnswers(proc, flags, root, installed.configText);
  const { baseline } = answers;
  const target: Target = {
    rendered: renderPack(answers.pack, answers.config, { baseline, now: proc.now() }),
    versions: answers.pack.versions,
    config: answers.config,
    configText: answers.configText,
  };
  refuseOtherPacks(installed.manifest, target.versions, {
    downgrade: flags.allowDowngrade,
    missing: answers.choosesPack,
  });
  const plan = await planned(proc, root, flags, installed, target);
  const changed = plan.changes.length > 0;
  const summary: Summary = {
    result: resultOf(plan.reports, installed.manifest, changed),
    preview: isPreview(flags),
    isListing: flags.dryRun,
    changed,
    root,
    config: answers.config,
    baseline,
    facts: answers.facts,
    reports: plan.reports,
    versions: target.versions,
    reversioned: packWords(installed.manifest?.packs ?? []) !== packWords(target.versions),
    skipLine: answers.skipLine,
    recovered,
  };
  const diff =
    flags.diff === undefined
      ? undefined
      : await showDiff(root, plan, onePath(flags.diff, root, proc.cwd), output.paint);
  output.document(() => documentOf(summary));
  output.lines(diff ?? summaryLines(summary, output));
  if (diff !== undefined) output.aside((aside) => afterDiff(summary, diff.length > 0, aside));
  return exitOf(summary.result, flags.check, changed);
}

/**
 * Decides, and writes unless the run only looks. What is written is decided under the lock, when the disk can no longer
 * change; before that a look tells whether there is anything to write at all, as there always is on a first run.
 */
async function planned(
  proc: Proc,
  root: string,
  flags: InitFlags,
  installed: Installed,
  target: Target,
): Promise<Plan> {
  const managed = managedPaths(installed.manifest, target.rendered);
  const options = await decideOptions(flags, managed, root, proc.cwd);
  if (isPreview(flags) || installed.manifest !== undefined) {
    const plan = await makePlan(root, installed, target, options);
    if (isPreview(flags) || plan.changes.length === 0) return plan;
  }
  return exclusively(root, async () => {
    const now = await readInstalled(root);
    const same = now.manifestText === installed.manifestText && now.configText === installed.configText;
    if (!same) throw new Failure("changed-meanwhile", {});
    const final = await makePlan(root, installed, target, options);
    const joins = keepsNotesUp(final, installed.manifest, target.versions);
    const isInOrder = resultOf(final.reports, installed.manifest, true) !== "conflicts";
    const standing = () => {
      if (isInOrder && usesBuiltIn(flags, target)) writeSeal(root, final.situation.disk.keys());
    };
    await transact(root, final.changes, { verb: "init", joins, standing, signal: proc.signal });
    return final;
  });
}

/** Whether the next run needs nothing but this program and the repository to come to the same. */
const usesBuiltIn = ({ templates = "builtin" }: InitFlags, { config }: Target): boolean =>
  templates === "builtin" && config.templates === undefined;

/** Whether nothing but the tool's own notes changes, with the same templates: a person would not call that a run. */
function keepsNotesUp({ changes }: Plan, before: Manifest | undefined, versions: readonly PackVersion[]): boolean {
  const isNote = ({ path: file }: Plan["changes"][number]) => file.startsWith(`${stateDir}/`);
  return changes.every(isNote) && packWords(before?.packs ?? []) === packWords(versions);
}

function documentOf(summary: Summary): AnyDocument {
  const { result, preview, root, reports, baseline, recovered } = summary;
  return {
    schema: "plan-init/init/1",
    result,
    preview,
    root,
    files: reports,
    baseline,
    next: nextSteps(summary),
    ...(recovered === undefined ? {} : { recovered }),
  };
}

function refusal(error: Failure): AnyDocument {
  const { code, what, fix } = error;
  return {
    schema: "plan-init/init/1",
    result: "refused",
    files: [],
    next: fix === undefined ? [] : [fix],
    error: { code, message: what },
  };
}
