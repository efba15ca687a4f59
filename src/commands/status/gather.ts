import path from "node:path";
import fs from "fs-extra";
import type { EvidenceLog } from "../../evidence/record.ts";
import { stateDir } from "../../pack/paths.ts";
import { parsePlan } from "../../plan/parse/index.ts";
import type { Plan } from "../../plan/types.ts";
import { readChanged } from "../../repo/changed.ts";
import type { Baseline } from "../../repo/facts.ts";
import { type GitOptions, readBaseline } from "../../repo/git.ts";
import { foldSession } from "../../review/fold/fold.ts";
import { readEvents } from "../../review/store.ts";
import { type Crowd, noCrowd, readCrowd } from "../../runs/crowd.ts";
import { currentRun } from "../../runs/current.ts";
import { examinePlan } from "../../runs/examine.ts";
import { planPaths } from "../../runs/plan-paths.ts";
import { readPlanText } from "../../runs/plan-text.ts";
import type { Run } from "../../runs/run.ts";
import { defaultConfig, readSettings } from "../../runs/setup.ts";
import { evidenceCommits } from "../../status/board.ts";
import type { Gathered } from "../../status/gathered.ts";
import { newestOpen } from "../../status/index.ts";
import { lookForStale } from "../../status/look.ts";
import { attempt } from "./attempt.ts";
import { lookInFolder } from "./folder.ts";

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
  const config = settings.value?.config ?? defaultConfig();
  const plan = text.value === undefined ? undefined : parsePlan(text.value);
  const current = await attempt(currentRun(root, plan));
  const run = plan === undefined ? undefined : current.value?.run;
  const runs = crowd.value ?? noCrowd;
  const [seen, folder, stale, sessions] = await Promise.all([
    plan && examinePlan(root, plan, run, config, git),
    lookInFolder(root, run),
    lookForStale({ root, plan, run, isRunKnown: current.trouble === undefined, crowd: runs, now, git }),
    readSessions(root, run, runs),
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
    reviews: sessions.reviews,
    stale,
    notes: [
      ...[settings, text, current, crowd, evidence].flatMap(({ trouble }) => trouble ?? []),
      ...sessions.troubles,
      ...(current.value?.notes ?? []),
    ],
  };
}

/** The rounds of review of the plan's run, and of those that go on. */
async function readSessions(root: string, run: Run | undefined, crowd: Crowd) {
  const ids = new Set([...(run === undefined ? [] : [run.id]), ...newestOpen(crowd).map(({ id }) => id)]);
  const read = await Promise.all([...ids].map(async (id) => [id, await attempt(readEvents(root, id))] as const));
  const found = read.flatMap(([id, { value }]) =>
    value?.events.length ? [[id, foldSession(value.events)] as const] : [],
  );
  return { reviews: new Map(found), troubles: read.flatMap(([, { trouble }]) => trouble ?? []) };
}

/** What of the plan's files has changed since the evidence was taken. */
function changedSince(root: string, plan: Plan, log: EvidenceLog, baseline: Baseline, git: GitOptions) {
  const head = baseline.kind === "commit" ? baseline.commit : undefined;
  const commits = evidenceCommits(plan, log).filter((commit) => commit !== head);
  // Those of the last milestones are the ones that are being built.
  return readChanged(root, commits.reverse(), planPaths(plan), git);
}
