import path from "node:path";
import fs from "fs-extra";
import { type Config, configSchema } from "../../config/schema.ts";
import { parseDelta } from "../../delta/parse.ts";
import type { EvidenceLog } from "../../evidence/record.ts";
import { readEvidence } from "../../evidence/store.ts";
import { observe } from "../../pack/disk.ts";
import { stateDir } from "../../pack/paths.ts";
import { parsePlan } from "../../plan/parse/index.ts";
import type { Plan } from "../../plan/types.ts";
import { readChanged } from "../../repo/changed.ts";
import type { Baseline } from "../../repo/facts.ts";
import { type GitOptions, readBaseline } from "../../repo/git.ts";
import { noCrowd, readCrowd } from "../../runs/crowd.ts";
import { currentRun } from "../../runs/current.ts";
import { examinePlan } from "../../runs/examine.ts";
import { runsDir } from "../../runs/names.ts";
import { planPaths } from "../../runs/plan-paths.ts";
import { readPlanText } from "../../runs/plan-text.ts";
import type { Run } from "../../runs/run.ts";
import { readSettings } from "../../runs/setup.ts";
import { filesOf, snapshotFile } from "../../runs/store.ts";
import { evidenceCommits } from "../../status/board.ts";
import type { DeltaSeen, Gathered } from "../../status/gathered.ts";
import { lookForStale } from "../../status/look.ts";
import { Failure } from "../../ui/failure.ts";

/**
 * Looks at everything that `status` tells of. What cannot be read becomes a note, and hides nothing else. Writes nothing.
 *
 * @throws the signal's reason when it is aborted
 */
export async function gather(root: string, now: Date, git: GitOptions): Promise<Gathered> {
  const [settings, text, baseline, crowd] = await Promise.all([
    attempt(readSettings(root)),
    attempt(readPlanText(root)),
    readBaseline(root, git),
    attempt(readCrowd(root)),
  ]);
  const config = settings.value?.config ?? (await defaults());
  const plan = text.value === undefined ? undefined : parsePlan(text.value);
  const current = await attempt(currentRun(root, plan));
  const run = plan === undefined ? undefined : current.value?.run;
  const runs = crowd.value ?? noCrowd;
  const [seen, folder, stale] = await Promise.all([
    plan && examinePlan(root, plan, run, config, git),
    lookInFolder(root, run),
    lookForStale({ root, plan, run, crowd: runs, now, git }),
  ]);
  const { evidence, ...rest } = folder;
  const log = evidence.value ?? { lines: [], damaged: 0 };
  return {
    root,
    now,
    isInstalled: settings.value?.isInstalled === true || (await fs.pathExists(path.join(root, stateDir))),
    maxLines: config.max_plan_lines,
    seen,
    trouble:
      text.trouble !== undefined ? "plan" : plan !== undefined && current.trouble !== undefined ? "run" : undefined,
    baseline,
    evidence: log,
    changed: plan ? await changedSince(root, plan, log, baseline, git) : new Map(),
    ...rest,
    crowd: runs,
    stale,
    notes: [
      ...[settings, text, current, crowd, evidence].flatMap(({ trouble }) => trouble ?? []),
      ...(current.value?.notes ?? []),
    ],
  };
}

/** What of the plan's files has changed since the evidence was taken. */
function changedSince(root: string, plan: Plan, log: EvidenceLog, baseline: Baseline, git: GitOptions) {
  const head = baseline.kind === "commit" ? baseline.commit : undefined;
  const commits = evidenceCommits(plan, log).filter((commit) => commit !== head);
  // Those of the last milestones are the ones that are being built.
  return readChanged(root, commits.reverse(), planPaths(plan), git);
}

/** What came of looking: a value, or why there is none. */
interface Looked<T> {
  value: T | undefined;
  trouble: string | undefined;
}

async function attempt<T>(look: Promise<T>): Promise<Looked<T>> {
  try {
    return { value: await look, trouble: undefined };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { value: undefined, trouble: [error.what, error.fix].filter(Boolean).join("; ").replaceAll("\n", " ") };
  }
}

const defaults = async (): Promise<Config> => configSchema.parse({ project: "-", default_branch: "-" });

interface Folder extends Pick<Gathered, "files" | "deltas" | "snapshots"> {
  evidence: Looked<EvidenceLog>;
}

async function lookInFolder(root: string, run: Run | undefined): Promise<Folder> {
  if (run === undefined) {
    return { files: [], deltas: [], snapshots: new Map(), evidence: { value: undefined, trouble: undefined } };
  }
  const files = await filesOf(root, run.id);
  const [deltas, snapshots, evidence] = await Promise.all([
    Promise.all(files.filter((name) => /^delta-.+\.md$/i.test(name)).map((name) => readDelta(root, run.id, name))),
    Promise.all(run.iterations.map(async ({ n }) => [n, await linesOf(root, snapshotFile(run.id, n))] as const)),
    attempt(readEvidence(root, run.id)),
  ]);
  return {
    files,
    deltas: deltas.flat().sort(byDate),
    snapshots: new Map(snapshots.flatMap(([n, lines]) => (lines === undefined ? [] : [[n, lines] as const]))),
    evidence,
  };
}

/** A clone gives all files one date; then their numbers decide. */
const byDate = (a: DeltaSeen, b: DeltaSeen): number =>
  a.at.getTime() - b.at.getTime() || a.name.localeCompare(b.name, "en", { numeric: true });

async function readDelta(root: string, id: string, name: string): Promise<DeltaSeen[]> {
  const file = `${runsDir}/${id}/${name}`;
  const now = await observe(root, file);
  if (now.kind !== "text") return [];
  const { milestone, status } = parseDelta(now.text);
  const { mtime } = await fs.lstat(path.join(root, file));
  return [{ name, milestone: milestoneId(milestone?.text ?? ""), status: status?.value, at: mtime }];
}

const milestoneId = (said: string): string | undefined =>
  /^[A-Za-z]+-?\d+/.exec(said.replace(/^[`*_\s]+/, ""))?.[0].toUpperCase();

/** How many lines a snapshot has, as an editor counts them; `undefined` when it is gone. */
async function linesOf(root: string, file: string): Promise<number | undefined> {
  const now = await observe(root, file);
  return now.kind === "text" ? now.text.replace(/\n$/, "").split("\n").length : undefined;
}
