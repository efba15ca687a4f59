import { realpath } from "node:fs/promises";
import path from "node:path";
import { milestoneId } from "../../delta/milestone-id.ts";
import { newestFor } from "../../delta/newest-evidence.ts";
import { parseDelta } from "../../delta/parse.ts";
import type { Subject } from "../../delta/types.ts";
import type { EvidenceLog } from "../../evidence/record.ts";
import { observe, oddPlace } from "../../pack/disk.ts";
import { commitOf } from "../../plan/lint/baseline.ts";
import { askCommits } from "../../repo/commits.ts";
import type { GitOptions } from "../../repo/git.ts";
import { runsDir } from "../../runs/names.ts";
import type { Planned } from "../../runs/planned.ts";
import { filesOf } from "../../runs/store.ts";
import { Failure } from "../../ui/failure.ts";
import { tasksOf } from "../../verify/checks.ts";

/** A report as text. */
export interface Report {
  /** As messages call it. */
  file: string;
  text: string;
}

/**
 * The reports to look at: a file that is named, one milestone's, or all of the run.
 *
 * @param given absolute path of a file
 * @throws Failure `no-delta`, `not-a-text-file`
 */
export async function readReports(
  root: string,
  run: string,
  { milestone, given }: { milestone: string | undefined; given: string | undefined },
): Promise<Report[]> {
  if (given !== undefined) return [await readReport(root, given)];
  const folder = `${runsDir}/${run}`;
  const names = (await filesOf(root, run)).filter((name) => /^delta-.+\.md$/i.test(name)).sort(byNumber);
  const wanted = milestone === undefined ? undefined : `delta-${milestone}.md`.toLowerCase();
  const chosen = names.filter((name) => wanted === undefined || name.toLowerCase() === wanted);
  if (chosen.length === 0)
    throw new Failure("no-delta", { path: `${folder}/delta-${milestone?.toUpperCase() ?? "*"}.md` });
  return Promise.all(chosen.map((name) => readReport(root, path.join(root, folder, name))));
}

const byNumber = (a: string, b: string): number => a.localeCompare(b, "en", { numeric: true });

async function readReport(root: string, full: string): Promise<Report> {
  const relative = path.relative(root, full).split(path.sep).join("/");
  const isInside = !relative.startsWith("../") && !path.isAbsolute(relative);
  const file = isInside ? relative : full;
  const real = isInside ? undefined : await realpath(full).catch(() => full);
  const now = await (real === undefined ? observe(root, relative) : observe(path.dirname(real), path.basename(real)));
  if (now.kind === "absent") throw new Failure("no-delta", { path: file });
  if (now.kind !== "text") throw oddPlace(file, now);
  return { file, text: now.text };
}

/** Puts together what a report is held against; git is asked once for all of it. */
export async function gatherSubject(
  root: string,
  { file, text }: Report,
  { plan, fingerprint }: Planned,
  evidence: EvidenceLog,
  git: GitOptions,
): Promise<Subject> {
  const delta = parseDelta(text);
  const commit = commitOf(plan);
  const baseline = commit.kind === "hash" ? commit.hash.toLowerCase() : undefined;
  const milestone = milestoneOf(plan, delta.milestone?.text ?? "");
  const hashes = (delta.commits?.hashes ?? []).map((hash) => hash.text);
  const later = (milestone?.checks ?? []).flatMap((check) => newestFor(check, evidence)?.commit ?? []);
  const question = { hashes, baseline, branch: delta.branch?.name, later: [...new Set(later)] };
  const answer = await askCommits(root, question, git);
  return { delta, file: path.basename(file), plan, milestone, baseline, git: answer, evidence, fingerprint };
}

function milestoneOf(plan: Planned["plan"], said: string): Subject["milestone"] {
  const id = milestoneId(said);
  const milestone = plan.milestones.find((each) => each.id !== undefined && each.id === id);
  const task = tasksOf(plan).find((each) => each.id === id);
  if (milestone === undefined || task === undefined) return undefined;
  const files = (milestone.files?.paths ?? []).map((each) => each.path);
  return { ...task, status: milestone.status?.value ?? "todo", files };
}
